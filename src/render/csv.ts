import type { Column, Row, Value } from '../result.js'
import { defused } from './defuse.js'

/**
 * RFC 4180 with `\n`, always with a header; numbers exact, nulls empty, empty texts `""`.
 *
 * Text a spreadsheet would run is defused; JSON and Parquet are exact. Written here because the format is four rules,
 * and a library took longer over a report than the database did.
 */
export function renderCsv({ columns, rows }: { columns: readonly Column[]; rows: readonly Row[] }): string {
  return renderCsvHeader(columns) + renderCsvRows(columns, rows)
}

export function renderCsvHeader(columns: readonly Column[]): string {
  return `${columns.map(({ name }) => quoted(defused(name))).join(',')}\n`
}

/** The rows alone, for output in pieces. */
export function renderCsvRows(columns: readonly Column[], rows: readonly Row[]): string {
  return rows.map((row) => `${columns.map(({ name }) => csvCell(row[name] ?? null)).join(',')}\n`).join('')
}

function csvCell(value: Value): string {
  if (typeof value === 'string') return quoted(defused(value))
  return value === null ? '' : String(value)
}

/** An empty text is quoted: it is not a null. */
function quoted(text: string): string {
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
