import type { Entity, Shape } from '../platforms/index.js'
import { fileList, quotedString, type Session, type Warehouse } from '../warehouse/index.js'
import type { Item } from './item.js'
import type { LandingIds, RecordSource } from './record-source.js'
import { structureType } from './sql-text.js'

const SMALLEST_OBJECT_BYTES = 16 << 20
/** Asked for where there is one column only: DuckDB then reads up to 32 files twice to guess what that column is. */
const NO_FIELD = 'cxkpi: no such field'
/** An element of a list is taken to be no longer than this. */
const LARGEST_ELEMENT_BYTES = 96 << 20

/** A file that DuckDB could not read; the cause says why. */
export class ReadFailure extends Error {}

/**
 * Reads the records of all files, which are read alike, into `landing_payloads` (file_id, file_row, payload, stamp).
 *
 * @throws ReadFailure
 */
export async function readIntoLanding(session: Session, items: readonly Item[], firstFileId: number): Promise<void> {
  await reading(async () => {
    await session.run(`create or replace temp table landing_read as ${readQuery(items)}`)
  })
  await session.run(items[0]!.reader.kind === 'envelopes' ? NUMBERED_IN_ENVELOPES : NUMBERED, { firstFileId })
  await session.run('drop table landing_read')
}

/**
 * Reads the records of one large file straight into raw.payloads.
 *
 * @throws ReadFailure
 */
export async function readIntoPayloads(
  warehouse: Warehouse,
  item: Item,
  entity: Entity,
  fileId: number,
  { loadId, personalData }: LandingIds,
): Promise<void> {
  await reading(async () => {
    const { sql, drop } = await personalData.takeOut(entity, readQuery([item]))
    await warehouse.run(`insert into raw.payloads select $loadId, $fileId, position, payload from (${sql})`, {
      loadId,
      fileId,
    })
    await drop()
  })
}

/** Files with one envelope each, read without a table in between; with several in a file its numbers are not of records. */
export function envelopeSource(items: readonly Item[], firstFileId: number, isTyped: boolean): RecordSource {
  const query = (type: string, record: string): string =>
    `select ${firstFileId} + file_index as file_id, generate_subscripts(records, 1) as file_row, ${record}, stamp
    from (${readQuery(items, { recordType: type, isNumbered: false })})`
  return {
    sql: query('JSON', "coalesce(unnest(records)::varchar, 'null') as payload"),
    isStored: false,
    ...(isTyped ? { typed: (shape: Shape) => query(structureType(shape), 'unnest(records) as record') } : {}),
  }
}

const NUMBERED = `
    create or replace temp table landing_payloads as
    select $firstFileId + file_index as file_id, position - before as file_row, payload,
        null::varchar as stamp
    from landing_read
    join (select file_index, min(position) - 1 as before from landing_read group by 1) as starts using (file_index)
`

const NUMBERED_IN_ENVELOPES = `
    create or replace temp table landing_payloads as
    select
        $firstFileId + file_index as file_id,
        before + generate_subscripts(records, 1) as file_row,
        coalesce(unnest(records)::varchar, 'null') as payload,
        stamp
    from (
        select
            file_index,
            records,
            stamp,
            coalesce(sum(len(records)) over (
                partition by file_index order by position rows between unbounded preceding and 1 preceding
            ), 0)::bigint as before
        from landing_read
    )
`

function readQuery(items: readonly Item[], { recordType = 'JSON', isNumbered = true } = {}): string {
  const position = isNumbered ? 'row_number() over () as position, ' : ''
  const { reader, compression } = items[0]!
  const files = fileList(items.map(({ location }) => location))
  const options = [
    `compression = '${compression === 'none' ? 'uncompressed' : compression}'`,
    'hive_partitioning = false',
    `maximum_object_size = ${largestObject(items)}`,
  ]
  switch (reader.kind) {
    case 'lines': {
      const payload = reader.isCompact ? 'json::varchar' : 'json(json)::varchar'
      return `select ${position}file_index, ${payload} as payload
        from read_ndjson_objects(${files}, ${[...options, 'ignore_errors = true'].join(', ')})`
    }
    case 'objects': {
      const { wrapperField } = reader
      const record = wrapperField === undefined ? 'json(json)' : `json_extract(json, '$.${quotedName(wrapperField)}')`
      return `select ${position}file_index, ${record}::varchar as payload
        from read_json_objects(${files}, ${[...options, formatOption(reader.isList)].join(', ')})`
    }
    case 'envelopes': {
      const { field, stampField, wrapperField } = reader
      const members: [name: string, type: string][] = [[quotedName(field), `${recordType}[]`]]
      if (stampField !== undefined) members.push([quotedName(stampField), 'VARCHAR'])
      const columns =
        wrapperField === undefined
          ? members.map(([name, type]) => `${name}: ${quotedString(type)}`)
          : [
              `${quotedName(wrapperField)}: ${quotedString(`STRUCT(${members.map((member) => member.join(' ')).join(', ')})`)}`,
            ]
      if (columns.length === 1) columns.push(`${quotedName(NO_FIELD)}: 'VARCHAR'`)
      const prefix = wrapperField === undefined ? '' : `${quotedName(wrapperField)}.`
      return `select ${position}file_index, ${prefix}${quotedName(field)} as records,
          ${stampField === undefined ? 'null::varchar' : prefix + quotedName(stampField)} as stamp
        from read_json(${files}, ${[...options, formatOption(reader.isList), `columns = {${columns.join(', ')}}`].join(', ')})`
    }
    default:
      throw new Error(`DuckDB does not read files of kind ${reader.kind}`)
  }
}

function formatOption(isList: boolean): string {
  return `format = '${isList ? 'array' : 'unstructured'}'`
}

function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** The largest value there may be; DuckDB reserves twice as much for each thread. */
function largestObject(items: readonly Item[]): number {
  const sizes = items.map(({ reader, contentBytes, longestLineBytes }) => {
    if (reader.kind === 'lines') return longestLineBytes
    if (reader.kind === 'objects' && reader.isList) return Math.min(contentBytes, LARGEST_ELEMENT_BYTES)
    return contentBytes
  })
  return Math.max(SMALLEST_OBJECT_BYTES, ...sizes.map((size) => size + 1024))
}

/** Runs a statement that reads files; what DuckDB finds wrong with them is a failure of their own. */
export async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Error && /^(Invalid Input|IO|Not implemented|Conversion) Error/.test(error.message)) {
      throw new ReadFailure(error.message, { cause: error })
    }
    throw error
  }
}
