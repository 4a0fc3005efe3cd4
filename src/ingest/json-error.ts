import { messageOf } from '../errors.js'
import { contentOf, type Compression } from './decompress.js'
import { excerpt } from './excerpt.js'
import { findJsonFault } from './json-fault.js'

const LONGEST_TEXT_BYTES = 400 << 20

/** Says where and why a JSON text does not parse; undefined where it does. */
export function explainJson(text: string): string | undefined {
  const start = text.startsWith('\ufeff') ? 1 : 0
  const fault = findJsonFault(text.slice(start))
  if (fault === undefined) return undefined
  const at = start + fault.at
  const offset = Buffer.byteLength(text.slice(0, at))
  if (fault.isEnd) return `it ends too early at byte ${offset}, after ${excerpt(text.slice(Math.max(0, at - 20), at))}`
  return `unexpected text at byte ${offset}, near ${excerpt(text.slice(Math.max(0, at - 20), at + 20))}`
}

/** Says where and why a JSON file does not parse, with the byte offset and an excerpt. */
export async function explainJsonFile(path: string, compression: Compression, cause: unknown): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of contentOf(path, compression)) {
    chunks.push(chunk)
    length += chunk.length
    if (length > LONGEST_TEXT_BYTES) return fallback(cause)
  }
  return explainJson(new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat(chunks))) ?? fallback(cause)
}

/** What DuckDB said, without the file name and the advice to its own users. */
function fallback(cause: unknown): string {
  const text = messageOf(cause).split('\n', 1)[0] ?? ''
  return text
    .replace(/^Invalid Input Error: /, '')
    .replace(/ in file "[^"]*",?/, '')
    .replace(/\. (Try|Possible).*$/, '')
}
