import { createHash } from 'node:crypto'
import { dirname, sep } from 'node:path'
import { CxkpiError, messageOf } from '../errors.js'
import { platforms, type Entity, type JsonObject, type Platform } from '../platforms/index.js'
import { fileList, quotedString, type Session, type Warehouse } from '../warehouse/index.js'
import { plainName, recordSql, withKnownNames } from './conform.js'
import { csvDialect, csvRejects, csvSql, forgetCsvErrors } from './csv.js'
import type { Compression } from './decompress.js'
import type { Refusal } from './detect.js'
import type { SourceFile } from './discover.js'
import { explainReadError } from './examine.js'
import { escapeControls } from './excerpt.js'
import { isParquet, kindOfFile } from './file-kind.js'
import { readHead, type Head } from './head.js'
import { isIcebergTable, openTable, rowsBefore, scanTable } from './iceberg/index.js'
import { FILE_ROW, type Item, type TableReader } from './item.js'
import { hasMixedLineEnds } from './line-ends.js'
import { hashFile, measureFile } from './measure.js'
import { looksDelimited } from './not-json.js'
import { recordColumns } from './record-columns.js'
import { recordChanges, tableChanges } from './table-changes.js'
import { describeRelation, type RelationColumn } from './table-shape.js'
import { unknownFields } from './unknown-fields.js'

const HEAD_BYTES = 64 << 10
const MIXED_LINE_ENDS =
  'some of its lines end with CR LF and others with LF alone, so that rows would be lost: write it with one of both'

/** A file of which there is nothing new to land, and why. */
export interface Known {
  readonly known: string
}

/** Whether a file's records are rows: Parquet, CSV, or an Iceberg table. */
export async function holdsRows({ location }: SourceFile): Promise<boolean> {
  return isIcebergTable(location) || isParquet(location) || looksDelimited(await readHead(location, HEAD_BYTES))
}

/** Where it is looked at what a file holds. */
export interface ExaminedIn {
  /** Holds what was landed before, of the organisation. */
  readonly warehouse: Warehouse
  readonly org: string
  /** Runs the SQL that reads files. */
  readonly session: Session
}

/** What a file holds whose records are rows. */
export async function examineTable(
  where: ExaminedIn,
  file: SourceFile,
  signal: AbortSignal,
): Promise<Item | Refusal | Known> {
  try {
    if (isIcebergTable(file.location)) return await examineIceberg(where, file)
    if (isParquet(file.location)) return await examineParquet(where.session, file, signal)
    return await examineCsv(where.session, file, await readHead(file.location, HEAD_BYTES), signal)
  } catch (error) {
    if (signal.aborted) throw new CxkpiError('CXK9130', 'interrupted', { cause: error })
    if (error instanceof CxkpiError) {
      if (error.code !== 'CXK3001') throw error
      return { refusal: [error.message, ...(error.suggestions ?? [])].join('; ') }
    }
    return { refusal: explainTableError(error) }
  }
}

/** A file of rows as JSON lines, whose columns go by any naming: read with explicit columns, so that no value changes. */
export async function examineJsonRows(session: Session, item: Item): Promise<Item | Refusal> {
  const kind = await kindOfFile(item.location)
  const records = 'layout' in kind ? kind.layout.records : []
  const names = new Set(records.flatMap((record) => Object.keys(record)))
  const seen = new Set([...names].map(plainName))
  const unseen = Object.keys(item.entity?.shape ?? {}).filter((name) => !seen.has(plainName(name)))
  const columns = [...names, ...unseen].map((name) => `${quotedString(name)}: 'VARCHAR'`)
  const sql = `select * from read_json(${fileList([item.location])}, columns = {${columns.join(', ')}}, maximum_object_size = 268435456,
    ignore_errors = ${item.format === 'ndjson'}, ${packed(item.compression)}, ${partitions(item.location)})`
  const found = await detectRows(session, sql)
  return 'refusal' in found ? found : { ...item, ...textual(found, sql) }
}

async function examineIceberg(
  { warehouse, session, org }: ExaminedIn,
  file: SourceFile,
): Promise<Item | Refusal | Known> {
  const table = openTable(file.location)
  const changes = await tableChanges(warehouse, table, org)
  if (changes.isKnown) return { known: 'loaded before' }
  const scan = await scanTable(session, { ...table, data: table.data.slice(0, 1), deletes: [] })
  try {
    const found = await detectRows(session, scan.sql)
    if ('refusal' in found) return found
    const data = changes.added.map((each) => each.file)
    const open: TableReader['open'] = async (other) =>
      scanTable(other, { ...table, data }, { column: FILE_ROW, rowsBefore: await rowsBefore(other, data) })
    const settle: TableReader['settle'] = (other, fileId, ids) =>
      recordChanges(other, changes, found.entity, fileId, ids)
    const { reader, ...told } = columnar(found, open)
    const contentBytes = data.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
    return {
      ...measured(file, changes.identity, contentBytes),
      ...told,
      reader: { ...reader, settle },
      format: 'iceberg',
      compression: 'none',
      stamp: undefined,
    }
  } finally {
    await scan.close()
  }
}

async function examineParquet(session: Session, file: SourceFile, signal: AbortSignal): Promise<Item | Refusal> {
  const found = await detectRows(session, parquetSql(file.location))
  if ('refusal' in found) return found
  const sha256 = await hashFile(file.location, signal)
  const isNumbered = found.columns.every(({ name }) => name.toLowerCase() !== 'file_row_number')
  const sql = parquetSql(file.location, isNumbered ? 'file_row_number + 1' : 'row_number() over ()')
  const open: TableReader['open'] = () => Promise.resolve({ sql, close: () => Promise.resolve() })
  return {
    ...measured(file, identityOf(file, sha256), file.size),
    ...columnar(found, open),
    format: 'parquet',
    compression: 'none',
    stamp: undefined,
  }
}

async function examineCsv(
  session: Session,
  file: SourceFile,
  head: Head,
  signal: AbortSignal,
): Promise<Item | Refusal> {
  const { compression } = head
  if (await hasMixedLineEnds(file.location, compression)) return { refusal: MIXED_LINE_ENDS }
  const dialect = csvDialect(head)
  const folders = partitions(file.location)
  const found = await detectRows(session, csvSql(file.location, compression, dialect, folders))
  if ('refusal' in found) return found
  const { sha256, contentBytes } = await measureFile(file.location, compression, signal)
  const { reader, ...told } = textual(found, csvSql(file.location, compression, dialect, folders, true))
  const open: TableReader['open'] = async (other) => {
    await forgetCsvErrors(other)
    return reader.open(other)
  }
  return {
    ...measured(file, identityOf(file, sha256), contentBytes),
    ...told,
    reader: { ...reader, open, malformed: csvRejects },
    format: 'csv',
    compression,
    stamp: undefined,
  }
}

interface Found {
  readonly platform: Platform
  readonly entity: Entity
  readonly unknownFields: readonly string[]
  readonly hasLocalTimes: boolean
  readonly columns: readonly RelationColumn[]
}

type Told = Pick<Item, 'platform' | 'entity' | 'unknownFields' | 'hasLocalTimes'> & { readonly reader: TableReader }

/** Rows of text: landed as records whose text is kept. */
function textual({ columns, ...found }: Found, sql: string): Told {
  const open: TableReader['open'] = () => Promise.resolve({ sql, close: () => Promise.resolve() })
  return { ...found, reader: { kind: 'table', record: recordSql(columns, found.entity), open } }
}

/** Rows of typed columns: landed column by column. */
function columnar({ columns, ...found }: Found, open: TableReader['open']): Told {
  const record = recordSql(columns, found.entity)
  return { ...found, reader: { kind: 'table', record, columns: recordColumns(columns, found.entity), open } }
}

async function detectRows(session: Session, sql: string): Promise<Found | Refusal> {
  const { columns, sample } = await describeRelation(session, sql)
  const names = columns.map(({ name }) => name)
  const records = sample.length > 0 ? sample : [Object.fromEntries(names.map((name) => [name, null]))]
  const kind = kindOf(records)
  if (kind === undefined) {
    const sentence = platforms.map(({ explain }) => explain(records[0] ?? {})).find((each) => each !== undefined)
    if (sentence !== undefined) return { refusal: sentence }
    const shown = names.slice(0, 8).map(escapeControls).join(', ')
    return { refusal: `its columns (${shown}${names.length > 8 ? ', …' : ''}) are of no kind that cxkpi loads` }
  }
  const known = new Set(names.map(plainName))
  const renamed = records.map((record) => withKnownNames(record, kind.entity))
  return {
    ...kind,
    columns,
    hasLocalTimes: renamed.some((record) => kind.entity.hasLocalTimes?.(record) === true),
    unknownFields: unknownFields(kind.entity, renamed).filter(
      (name) => name.includes('.') || known.has(plainName(name)),
    ),
  }
}

function kindOf(records: readonly JsonObject[]): { platform: Platform; entity: Entity } | undefined {
  for (const platform of platforms) {
    for (const entity of platform.entities) {
      if (records.some((record) => entity.matches(withKnownNames(record, entity)))) return { platform, entity }
    }
  }
  return undefined
}

function parquetSql(path: string, fileRow?: string): string {
  const number = fileRow === undefined ? '' : `, ${fileRow} as ${FILE_ROW}`
  return `select *${number} from read_parquet(${fileList([path])}, ${partitions(path)})`
}

function partitions(path: string): string {
  return isPartitioned(path) ? 'hive_partitioning = true, hive_types_autocast = false' : 'hive_partitioning = false'
}

function isPartitioned(path: string): boolean {
  return dirname(path)
    .split(sep)
    .some((name) => /^[^=]+=/.test(name))
}

function packed(compression: Compression): string {
  return `compression = '${compression === 'none' ? 'uncompressed' : compression}'`
}

/** What lies in folders by partition is told by them, too. */
function identityOf({ location }: SourceFile, sha256: string): string {
  return isPartitioned(location) ? hashOf(`${dirname(location)}\n${sha256}`) : sha256
}

function measured(
  file: SourceFile,
  sha256: string,
  contentBytes: number,
): Omit<Item, keyof Told | 'format' | 'compression' | 'stamp'> {
  return { ...file, sha256, contentBytes, longestLineBytes: 0, hasEmptyLines: false, lastCharacter: '' }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function explainTableError(error: unknown): string {
  const text = messageOf(error)
  if (!/^(IO|Invalid Input|Conversion|Binder) Error/.test(text)) return explainReadError(error)
  return `it cannot be read: ${escapeControls(text.split('\n', 1)[0] ?? '')}`
}
