import type { Result } from '../result.js'
import { renderJson, renderNdjson } from './json.js'
import type { TableOptions } from './table.js'

export const FORMATS = ['table', 'csv', 'json', 'ndjson', 'markdown', 'arrow', 'parquet'] as const
export type Format = (typeof FORMATS)[number]

/** Whether a format is bytes that no terminal can show. */
export function isBinary(format: Format): boolean {
  return format === 'arrow' || format === 'parquet'
}

const ENDINGS: Readonly<Record<string, Format>> = {
  csv: 'csv',
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  md: 'markdown',
  arrow: 'arrow',
  arrows: 'arrow',
  parquet: 'parquet',
  txt: 'table',
}

/** The format a file's name asks for, if it does. */
export function formatOfPath(path: string): Format | undefined {
  return ENDINGS[path.slice(path.lastIndexOf('.') + 1).toLowerCase()]
}

/** The rows in one format, complete: text, or bytes for Arrow and Parquet. */
export async function render(result: Result, format: Format, options: TableOptions = {}): Promise<string | Uint8Array> {
  switch (format) {
    case 'table':
      return (await import('./table.js')).renderTable(result, options)
    case 'csv':
      return (await import('./csv.js')).renderCsv(result)
    case 'json':
      return renderJson(result)
    case 'ndjson':
      return renderNdjson(result)
    case 'markdown':
      return (await import('./markdown.js')).renderMarkdown(result)
    case 'arrow':
      return (await import('./arrow.js')).renderArrow(result)
    case 'parquet':
      return (await import('./parquet.js')).renderParquet(result)
  }
}
