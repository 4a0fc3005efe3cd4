import { statSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { silentEffects, type Effects } from '../effects.js'
import { CxkpiError } from '../errors.js'
import { fileList, quotedIdentifier, type Warehouse } from '../warehouse/index.js'
import type { Compression } from './decompress.js'
import type { Refusal } from './detect.js'
import type { SourceFile } from './discover.js'
import { escapeControls } from './excerpt.js'
import { kindOfFile, type FileKind } from './file-kind.js'
import { isIcebergTable, openTable, scanTable, type OpenTableOptions } from './iceberg/index.js'
import { findSources } from './sources.js'
import { Spool } from './spool.js'

/** A file, a folder or an Iceberg table as a query of DuckDB. */
export interface Relation {
  readonly sql: string
  readonly notes: readonly string[]
  readonly close: () => Promise<void>
}

/**
 * Makes one relation of what a path names: an Iceberg table, or files of one format with their partition folders as columns.
 *
 * @throws CxkpiError CXK3001 (missing, of no known format, of several)
 */
export async function openRelation(
  warehouse: Warehouse,
  path: string,
  options: OpenTableOptions,
  effects: Effects = silentEffects,
): Promise<Relation> {
  if (isIcebergTable(path)) return scanTable(warehouse, openTable(path, options))
  if (options.snapshot !== undefined || options.asOfMs !== undefined) {
    throw new CxkpiError('CXK1001', `${path} is not an Iceberg table, and nothing else has snapshots`, { path })
  }
  const spool = new Spool(effects.signal)
  try {
    return { ...(await relationOf(path, await findSources([path], spool, effects))), close: () => spool.close() }
  } catch (error) {
    await spool.close()
    throw error
  }
}

async function kindOf({ location, refusal }: SourceFile): Promise<FileKind | Refusal> {
  return refusal === undefined ? kindOfFile(location) : { refusal }
}

async function relationOf(path: string, files: readonly SourceFile[]): Promise<Omit<Relation, 'close'>> {
  const kinds = await Promise.all(files.map(async (file) => ({ ...file, kind: await kindOf(file) })))
  const known = kinds.flatMap(({ path: each, location, kind }) => {
    if (!('refusal' in kind)) return [{ location, kind }]
    if (files.length === 1) throw new CxkpiError('CXK3001', `${each} cannot be read: ${kind.refusal}`, { path: each })
    return []
  })
  const notes = kinds.flatMap(({ path: each, kind }) =>
    'refusal' in kind ? [`left out ${escapeControls(each)}: ${kind.refusal}`] : [],
  )
  const names = [...new Set(known.map(({ kind }) => kind.kind))]
  if (names.length !== 1) {
    const what = names.length === 0 ? 'no file that can be read' : `files of several formats (${names.join(', ')})`
    throw new CxkpiError('CXK3001', `${path} has ${what}`, {
      path,
      hint: "name files of one format, e.g. 'folder/*.parquet'",
    })
  }
  const isPartitioned = files.some((file) => isPartitionPath(path, file.path))
  return { sql: readSql(known, isPartitioned), notes }
}

/** Whether folders below the one that was named are partitions, as in `date=2026-03-02/part-0.parquet`. */
export function isPartitionPath(root: string, path: string): boolean {
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) return false
  return relative(root, path)
    .split(sep)
    .slice(0, -1)
    .some((name) => /^[^=]+=/.test(name))
}

function readSql(files: readonly { location: string; kind: FileKind }[], isPartitioned: boolean): string {
  const partitions = `hive_partitioning = ${isPartitioned}`
  const groups = new Map<string, { kind: FileKind; paths: string[] }>()
  for (const { location, kind } of files) {
    const key = JSON.stringify(
      kind.kind === 'json' ? [kind.compression, kind.layout.wrapperField, kind.layout.envelopeField] : kind,
    )
    const group = groups.get(key) ?? { kind, paths: [] }
    groups.set(key, group)
    group.paths.push(location)
  }
  return [...groups.values()]
    .map(({ kind, paths }) => groupSql(kind, fileList(paths), partitions))
    .join('\nunion all by name\n')
}

function groupSql(kind: FileKind, files: string, partitions: string): string {
  switch (kind.kind) {
    case 'parquet':
      return `select * from read_parquet(${files}, union_by_name = true, ${partitions})`
    case 'csv':
      return `select * from read_csv(${files}, union_by_name = true, sample_size = -1, ${packed(kind.compression)}, ${partitions})`
    case 'json': {
      const read = `read_json(${files}, sample_size = -1, union_by_name = true, maximum_object_size = 1073741824,
        map_inference_threshold = -1, ${packed(kind.compression)}, ${partitions})`
      const { envelopeField: field, wrapperField: wrapper } = kind.layout
      const documents =
        wrapper === undefined
          ? `select * from ${read}`
          : `select document.* from (select ${quotedIdentifier(wrapper)} as document from ${read})`
      if (field === undefined) return documents
      return `select record.* from (select unnest(${quotedIdentifier(field)}) as record from (${documents}))`
    }
  }
}

function packed(compression: Compression): string {
  return `compression = '${compression === 'none' ? 'uncompressed' : compression}'`
}
