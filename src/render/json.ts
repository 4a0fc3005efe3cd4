import type { Column, Result, Row, Value } from '../result.js'

/** `{"columns": […], "rows": [{…}], …}`: the one shape of every command under `--json`. */
export function renderJson(result: Result): string {
  const { columns, rows, title, notes, meta } = result
  return `${JSON.stringify(
    {
      ...(title === undefined ? {} : { title }),
      ...meta,
      columns: columns.map(columnJson),
      rows: rows.map((row) => jsonRow(columns, row)),
      ...(notes === undefined || notes.length === 0 ? {} : { notes }),
    },
    exact,
    2,
  )}\n`
}

/** One object a line; only the rows. */
export function renderNdjson({ columns, rows }: { columns: readonly Column[]; rows: readonly Row[] }): string {
  return rows.map((row) => `${JSON.stringify(jsonRow(columns, row))}\n`).join('')
}

/** Any further object as JSON text, with the same rules for numbers. */
export function renderObject(value: unknown): string {
  return `${JSON.stringify(value, exact, 2)}\n`
}

function columnJson({ name, type, unit, description }: Column): Record<string, string> {
  return { name, type, unit, ...(description === undefined ? {} : { description }) }
}

function jsonRow(columns: readonly Column[], row: Row): Record<string, string | number | boolean | null> {
  return Object.fromEntries(columns.map(({ name }) => [name, exactValue(row[name] ?? null)]))
}

/** Integers beyond 2^53 and what JSON has no number for leave as text: a reader must never round them unseen. */
function exactValue(value: Value): string | number | boolean | null {
  if (typeof value === 'bigint') return String(value)
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}

function exact(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value)) ? String(value) : value
}
