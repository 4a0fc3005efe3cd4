import { fileList, quotedString, type Session } from '../warehouse/index.js'
import type { Compression } from './decompress.js'
import type { Head } from './head.js'
import type { Reject } from './rejects.js'

/** How a file of delimited text is written: told by its header, never guessed from its rows. */
export interface CsvDialect {
  readonly delimiter: string
  /** Of the columns, each once. */
  readonly names: readonly string[]
}

const DELIMITERS = [',', ';', '\t', '|']

/** Reads the header of a file: its delimiter is the one that stands there most often. */
export function csvDialect({ text }: Head): CsvDialect {
  const line = /^(?:"[^"]*"|[^"\r\n])*/.exec(text.trimStart())![0]
  const bare = line.replace(/"[^"]*"/g, '')
  const countOf = (delimiter: string): number => bare.split(delimiter).length
  const delimiter = DELIMITERS.reduce((best, each) => (countOf(each) > countOf(best) ? each : best))
  return { delimiter, names: unique(fieldsOf(line, delimiter)) }
}

function fieldsOf(line: string, delimiter: string): string[] {
  const fields = ['']
  for (const [part] of line.matchAll(/"(?:[^"]|"")*"|[^"]/g)) {
    if (part === delimiter) fields.push('')
    else fields[fields.length - 1] += part.length > 1 ? part.slice(1, -1).replaceAll('""', '"') : part
  }
  return fields.map((field) => field.trim())
}

function unique(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name, index) => {
    const wanted = name === '' ? `column${index}` : name
    let free = wanted
    for (let number = 1; taken.has(free.toLowerCase()); number++) free = `${wanted}_${number}`
    taken.add(free.toLowerCase())
    return free
  })
}

/** The options by which DuckDB reads the lines that are rows, all values as text, and notes the others where it is asked to. */
export function csvSql(
  path: string,
  compression: Compression,
  { delimiter, names }: CsvDialect,
  more: string,
  isNoting = false,
): string {
  const columns = names.map((name) => `${quotedString(name)}: 'VARCHAR'`).join(', ')
  const errors = isNoting
    ? `store_rejects = true, rejects_table = '${ERRORS}', rejects_scan = '${SCANS}', rejects_limit = 0`
    : 'ignore_errors = true'
  return `select * from read_csv(${fileList([path])}, auto_detect = false, header = true, delim = ${quotedString(delimiter)},
    quote = '"', escape = '"', columns = {${columns}}, compression = '${compression === 'none' ? 'uncompressed' : compression}', ${errors}, ${more})`
}

const ERRORS = 'csv_errors'
const SCANS = 'csv_scans'

/** Forgets what was noted of another file. */
export async function forgetCsvErrors(warehouse: Session): Promise<void> {
  await warehouse.run(`drop table if exists temp.${ERRORS}; drop table if exists temp.${SCANS}`)
}

/** The lines that the last read noted as no rows. */
export async function csvRejects(warehouse: Session, fileId: number): Promise<Reject[]> {
  const rows = await warehouse.rows(
    `select line, any_value(csv_line) as text, any_value(error_type)::varchar as error from temp.${ERRORS} group by 1 order by 1`,
  )
  await forgetCsvErrors(warehouse)
  return rows.map(({ line, text, error }) => ({
    fileId,
    fileRow: Number(line),
    recordId: null,
    reason: `line ${String(line)} is no row of the table: ${REASONS[String(error)] ?? String(error).toLowerCase()}`,
    payload: typeof text === 'string' ? text : null,
  }))
}

const REASONS: Readonly<Record<string, string>> = {
  'TOO MANY COLUMNS': 'it has more fields than the header',
  'MISSING COLUMNS': 'it has fewer fields than the header',
  'UNQUOTED VALUE': 'a quote does not enclose a whole field',
  'INVALID ENCODING': 'it is not UTF-8',
  'LINE SIZE OVER MAXIMUM': 'it is too long',
}
