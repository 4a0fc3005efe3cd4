import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { messageOf } from '../errors.js'
import { excerpt } from './excerpt.js'
import type { Compression } from './head.js'
import { endOfValue, skipSpace } from './scan-json.js'

const LONGEST_TEXT_BYTES = 400 << 20

/** Says where and why a JSON text does not parse; undefined where it does. */
export function explainJson(text: string): string | undefined {
  const start = text.startsWith('\ufeff') ? 1 : 0
  let at = skipSpace(text, start)
  while (at < text.length) {
    const end = endOfValue(text, at) ?? text.length
    const value = text.slice(at, end)
    try {
      JSON.parse(value)
    } catch (error) {
      return explain(text, at, end, error)
    }
    at = skipSpace(text, end)
    if (at < text.length && text[at] !== '{' && text[at] !== '[')
      return place(text, at, 'unexpected text after the end')
  }
  return undefined
}

function explain(text: string, start: number, end: number, error: unknown): string {
  const position = /position (\d+)/.exec(messageOf(error))?.[1]
  const near = position === undefined ? end - start : Number(position)
  if (start + near >= text.length) return place(text, text.length, 'it ends too early')
  return place(text, start + near, 'unexpected text')
}

function place(text: string, at: number, what: string): string {
  const offset = Buffer.byteLength(text.slice(0, at))
  const from = Math.max(0, Math.min(at, text.length) - 20)
  const where = what === 'it ends too early' ? 'after' : 'near'
  return `${what} at byte ${offset}, ${where} ${excerpt(text.slice(from, at + 30))}`
}

/** Says where and why a JSON file does not parse, with the byte offset and an excerpt. */
export async function explainJsonFile(path: string, compression: Compression, cause: unknown): Promise<string> {
  const source = createReadStream(path)
  const stream = (compression === 'gzip' ? source.pipe(createGunzip()) : source) as AsyncIterable<Buffer>
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream) {
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
