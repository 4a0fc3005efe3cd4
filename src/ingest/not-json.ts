import type { Head } from './head.js'
import { excerpt } from './excerpt.js'

const MAGIC: readonly [prefix: string, what: string][] = [
  ['PAR1', 'a Parquet file'],
  ['PK\u0003\u0004', 'a zip archive (or an Excel workbook): unpack it first'],
  ['%PDF', 'a PDF document'],
  ['SQLite format 3', 'an SQLite database'],
  ['\u00fd7zXZ', 'an xz archive: unpack it first'],
  ['BZh', 'a bzip2 archive: unpack it first'],
  ['\u00ff\u00fe', 'text in UTF-16: convert it to UTF-8'],
  ['\u00fe\u00ff', 'text in UTF-16: convert it to UTF-8'],
  ['<', 'XML or HTML'],
]

/** Says what a file that is not JSON looks like. */
export function notJson(head: Head): string {
  const start = head.magic.toString('latin1')
  const kind = MAGIC.find(([prefix]) => start.startsWith(prefix))
  if (kind !== undefined) return `it is not JSON but ${kind[1]}`
  const line = head.text.trimStart().split(/\r?\n/, 1)[0] ?? ''
  return `it is not JSON; it begins ${excerpt(line)}`
}

const LONGEST_HEADER = 64 << 10

/** Whether a text begins with a line of several fields, as CSV does, and not as JSON does. */
export function looksDelimited({ text, magic }: Head): boolean {
  const start = magic.toString('latin1')
  if (MAGIC.some(([prefix]) => start.startsWith(prefix))) return false
  const line = text.slice(0, LONGEST_HEADER).trimStart().split(/\r?\n/, 1)[0] ?? ''
  return !/[{}[\]]/.test(line) && line.split(/[,;\t|]/, 3).length === 3
}
