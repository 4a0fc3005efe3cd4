import type { Head } from './head.js'
import { excerpt } from './excerpt.js'

const MAGIC: readonly [prefix: string, what: string][] = [
  ['PAR1', 'a Parquet file'],
  ['PK\u0003\u0004', 'a zip archive (or an Excel workbook): unpack it first'],
  ['%PDF', 'a PDF document'],
  ['SQLite format 3', 'an SQLite database'],
  ['\u00fd7zXZ', 'an xz archive: unpack it first'],
  ['(\u00b5/\u00fd', 'a zstd archive: unpack it first'],
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
  if (/^[^{}[\]]+([,;\t|][^{}[\]]*){2,}$/.test(line))
    return `it looks like CSV, which cannot be loaded yet; it begins ${excerpt(line)}`
  return `it is not JSON; it begins ${excerpt(line)}`
}
