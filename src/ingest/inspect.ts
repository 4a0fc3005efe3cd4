import { silentEffects, type Effects } from '../effects.js'
import { CxkpiError } from '../errors.js'
import { platforms, type JsonObject } from '../platforms/index.js'
import type { Warehouse } from '../warehouse/index.js'
import { detectEntity, type Layout, type Refusal } from './detect.js'
import type { SourceFile } from './discover.js'
import { escapeControls } from './excerpt.js'
import { kindOfFile, type FileKind } from './file-kind.js'
import { isIcebergTable, openTable, type IcebergTable, type OpenTableOptions } from './iceberg/index.js'
import { openRelation } from './input.js'
import { findSources } from './sources.js'
import { withSpool } from './spool.js'
import { countRows, describeRelation, type RelationColumn } from './table-shape.js'

/** What a file or table is, and why it was taken for that. */
export interface Inspected {
  readonly path: string
  readonly format: string
  readonly compression: string
  readonly platform: string | undefined
  readonly entity: string | undefined
  readonly rows: number | undefined
  readonly columns: readonly RelationColumn[]
  readonly why: string
  /** For an Iceberg table. */
  readonly table?: IcebergTable
}

/**
 * Looks at files and tables without a database.
 *
 * @throws CxkpiError CXK3001 (missing, or no table can be read as asked)
 */
export async function inspectPath(
  warehouse: Warehouse,
  path: string,
  options: OpenTableOptions,
  effects: Effects = silentEffects,
): Promise<Inspected[]> {
  if (isIcebergTable(path)) return [await inspectTable(warehouse, path, options)]
  return withSpool(effects.signal, async (spool) => {
    const files = await findSources([path], spool, effects)
    const inspected: Inspected[] = []
    for (const [index, file] of files.entries()) {
      effects.progress(`inspecting ${file.path}`, index / files.length)
      inspected.push(
        isIcebergTable(file.location)
          ? await inspectTable(warehouse, file.location, {})
          : { ...(await inspectFile(warehouse, file)), path: file.path },
      )
    }
    return inspected
  })
}

async function inspectTable(warehouse: Warehouse, path: string, options: OpenTableOptions): Promise<Inspected> {
  const table = openTable(path, options)
  const told = await contentOf(warehouse, path, options)
  const why = `${escapeControls(table.file)} is the metadata of an Iceberg table; ${told.why}`
  return { ...told, path, format: 'iceberg', compression: 'none', why, table }
}

async function inspectFile(warehouse: Warehouse, { location: path, refusal }: SourceFile): Promise<Inspected> {
  const kind =
    refusal === undefined
      ? await kindOfFile(path).catch((error: unknown): Refusal => ({ refusal: String(error) }))
      : { refusal }
  const nothing = { path, platform: undefined, entity: undefined, rows: undefined, columns: [], compression: 'none' }
  if ('refusal' in kind) return { ...nothing, format: 'unknown', why: kind.refusal }
  const format = kind.kind === 'json' ? kind.layout.format : kind.kind
  const compression = kind.kind === 'parquet' ? 'none' : kind.compression
  try {
    const told = await contentOf(warehouse, path, {}, kind)
    return { ...told, path, format, compression, why: `${reasonOf(kind)}; ${told.why}` }
  } catch (error) {
    const why = error instanceof CxkpiError ? error.message : `it does not read as ${format}: ${firstLine(error)}`
    return { ...nothing, format, compression, why }
  }
}

async function contentOf(
  warehouse: Warehouse,
  path: string,
  options: OpenTableOptions,
  kind?: FileKind,
): Promise<Pick<Inspected, 'rows' | 'columns' | 'platform' | 'entity' | 'why'>> {
  const isEmpty = kind?.kind === 'json' && kind.layout.format === 'empty'
  if (isEmpty) return { rows: 0, columns: [], platform: undefined, entity: undefined, why: 'it holds no record' }
  const relation = await openRelation(warehouse, path, options)
  try {
    const { columns, sample } = await describeRelation(warehouse, relation.sql)
    const rows = await countRows(warehouse, relation.sql)
    const records = kind?.kind === 'json' ? kind.layout.records : sample
    return { rows, columns, ...detected(records, kind?.kind === 'json' ? kind.layout : undefined) }
  } finally {
    await relation.close()
  }
}

function detected(
  records: readonly JsonObject[],
  layout: Layout | undefined,
): Pick<Inspected, 'platform' | 'entity' | 'why'> {
  const found = detectEntity(records)
  if (found !== undefined) {
    const { platform, entity } = found
    const keys = Object.keys(records.find((record) => entity.matches(record)) ?? {})
    return {
      platform: platform.name,
      entity: entity.name,
      why: `its records look like ${platform.name} ${entity.name}: ${keys.slice(0, 6).map(escapeControls).join(', ')}`,
    }
  }
  const document = layout?.document ?? records[0]
  const sentence = document && platforms.map(({ explain }) => explain(document)).find((each) => each !== undefined)
  const keys = Object.keys(document ?? {})
    .slice(0, 8)
    .map(escapeControls)
  return {
    platform: undefined,
    entity: undefined,
    why:
      sentence ??
      (keys.length === 0 ? 'it holds no record' : `its records (${keys.join(', ')}) are of no kind that cxkpi loads`),
  }
}

function reasonOf(kind: FileKind): string {
  switch (kind.kind) {
    case 'parquet':
      return 'it begins with PAR1'
    case 'csv':
      return 'its first line has several fields'
    case 'json':
      return kind.layout.envelopeField === undefined
        ? `it holds JSON (${kind.layout.format})`
        : `it holds JSON pages with a list '${escapeControls(kind.layout.envelopeField)}'`
  }
}

function firstLine(error: unknown): string {
  return escapeControls(String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? '')
}
