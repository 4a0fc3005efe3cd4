import { stringify } from 'csv-stringify/sync'
import type { Column, Row, Value } from '../result.js'
import { defused } from './defuse.js'

/**
 * RFC 4180 with `\n`, always with a header; numbers exact, nulls empty, empty texts `""`.
 *
 * Text a spreadsheet would run is defused; JSON and Parquet are exact.
 */
export function renderCsv({ columns, rows }: { columns: readonly Column[]; rows: readonly Row[] }): string {
  return renderCsvHeader(columns) + renderCsvRows(columns, rows)
}

export function renderCsvHeader(columns: readonly Column[]): string {
  return lines([columns.map(({ name }) => defused(name))])
}

/** The rows alone, for output in pieces. */
export function renderCsvRows(columns: readonly Column[], rows: readonly Row[]): string {
  return lines(rows.map((row) => columns.map(({ name }) => csvValue(row[name] ?? null))))
}

function csvValue(value: Value): string | null {
  if (typeof value === 'string') return defused(value)
  return value === null ? null : String(value)
}

function lines(records: (string | null)[][]): string {
  return stringify(records, { quoted_match: /[\r\n]/, cast: { string: keptEmpty } })
}

/** An empty text is not a null. */
function keptEmpty(text: string): string | { value: string; quoted_empty: boolean } {
  return text === '' ? { value: text, quoted_empty: true } : text
}
