import type { Column, Row } from '../result.js'
import { renderNdjson } from './json.js'

/** An answer that leaves in pieces, in constant memory. */
export interface Pieces {
  readonly head: string
  readonly rows: (rows: readonly Row[]) => string
}

/** The formats that need not know all rows before the first one leaves. */
export async function piecesOf(format: 'csv' | 'ndjson', columns: readonly Column[]): Promise<Pieces> {
  if (format === 'csv') {
    const { renderCsvHeader, renderCsvRows } = await import('./csv.js')
    return { head: renderCsvHeader(columns), rows: (rows) => renderCsvRows(columns, rows) }
  }
  return { head: '', rows: (rows) => renderNdjson({ columns, rows }) }
}

/** All rows of an Arrow stream, from batches. */
export async function arrowOf(columns: readonly Column[], batches: AsyncIterable<readonly Row[]>): Promise<Uint8Array> {
  const { ArrowDraft } = await import('./arrow.js')
  const draft = await ArrowDraft.open(columns)
  for await (const batch of batches) draft.add(batch)
  return draft.finish()
}
