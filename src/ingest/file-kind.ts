import { openSync, readSync, closeSync, fstatSync } from 'node:fs'
import { compressionOf, type Compression } from './decompress.js'
import { detectLayout, NEEDS_MORE, SAMPLE_BYTES, type Layout, type Refusal } from './detect.js'
import { readHead } from './head.js'
import { looksDelimited, notJson } from './not-json.js'

/** What a file is, told by its content. */
export type FileKind =
  | { readonly kind: 'parquet' }
  | { readonly kind: 'csv'; readonly compression: Compression }
  | { readonly kind: 'json'; readonly compression: Compression; readonly layout: Layout }

/** Tells Parquet, delimited text and JSON apart by the first bytes of a file. */
export async function kindOfFile(path: string): Promise<FileKind | Refusal> {
  if (isParquet(path)) return { kind: 'parquet' }
  for (let length = SAMPLE_BYTES; ; length *= 8) {
    const head = await readHead(path, length)
    if (looksDelimited(head)) return { kind: 'csv', compression: head.compression }
    const layout = detectLayout(head)
    if (layout === NEEDS_MORE && !head.isComplete && length < 256 << 20) continue
    if (layout === NEEDS_MORE) return { refusal: notJson(head) }
    return 'refusal' in layout ? layout : { kind: 'json', compression: head.compression, layout }
  }
}

/** Whether a file begins and ends as Parquet does. */
export function isParquet(path: string): boolean {
  return firstBytes(path).subarray(0, 4).toString('latin1') === 'PAR1'
}

/** How a file is packed. */
export function compressionOfFile(path: string): Compression {
  return compressionOf(firstBytes(path))
}

function firstBytes(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    if (!fstatSync(file).isFile()) return Buffer.alloc(0)
    const bytes = Buffer.alloc(4)
    return bytes.subarray(0, readSync(file, bytes, 0, 4, 0))
  } finally {
    closeSync(file)
  }
}
