import type { Session } from '../warehouse/index.js'
import type { Item } from './item.js'
import { explainJson } from './json-error.js'
import type { Reject } from './rejects.js'
import { readLines } from './lines.js'
import { isSequence } from './scan-json.js'

/** The lines that DuckDB could not parse (it leaves a row without payload in their place), with their text read again. */
export async function malformedLines(
  warehouse: Session,
  table: 'landing_payloads' | 'raw.payloads',
  items: readonly Item[],
  firstFileId: number,
): Promise<Reject[]> {
  const rows = await warehouse.rows(
    `select file_id, list(file_row)::varchar as lines from ${table}
    where payload is null and file_id between $first and $last group by 1 order by 1`,
    { first: firstFileId, last: firstFileId + items.length - 1 },
  )
  const rejects: Reject[] = []
  for (const { file_id, lines } of rows) {
    const fileId = Number(file_id)
    const wanted = new Set(JSON.parse(String(lines)) as number[])
    const item = items[fileId - firstFileId]!
    for await (const line of readLines(item.location, item.compression)) {
      if (wanted.has(line.number)) rejects.push({ fileId, ...malformedLine(line.number, line.bytes) })
    }
  }
  return rejects
}

/** The reject that a line makes which does not parse. */
export function malformedLine(number: number, bytes: Buffer): Omit<Reject, 'fileId'> {
  const text = bytes.toString('utf8')
  const reason = explainJson(text) ?? (bytes.equals(Buffer.from(text)) ? oddity(text) : 'it is not UTF-8')
  return { fileRow: number, recordId: null, reason: `the line is not valid JSON: ${reason}`, payload: text }
}

function oddity(text: string): string {
  return isSequence(text) ? 'it holds several values; write each on a line of its own' : 'it is not one JSON value'
}
