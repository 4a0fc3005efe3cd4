import { open } from 'node:fs/promises'
import { compressionOf, unpackedHead, type Compression } from './decompress.js'

export type { Compression } from './decompress.js'

/** The beginning of a file's content, decompressed. */
export interface Head {
  readonly text: string
  /** Whether this is all of it. */
  readonly isComplete: boolean
  readonly compression: Compression
  readonly hasByteOrderMark: boolean
  /** The first bytes as they lie on disk. */
  readonly magic: Buffer
}

/** Reads the first `length` bytes of a file and decompresses them where they are gzip or zstd, whatever the file is called. */
export async function readHead(path: string, length: number): Promise<Head> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const buffer = Buffer.alloc(Math.min(length, size))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    const bytes = buffer.subarray(0, bytesRead)
    const compression = compressionOf(bytes)
    const content = unpackedHead(bytes, compression)
    const hasByteOrderMark = content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf
    return {
      text: new TextDecoder().decode(content),
      isComplete: bytesRead >= size,
      compression,
      hasByteOrderMark,
      magic: content.subarray(0, 16),
    }
  } finally {
    await file.close()
  }
}
