import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { requirePlausible } from './bomb.js'
import { decompressor, type Compression } from './decompress.js'

/** What one pass over all bytes of a file tells. */
export interface Measure {
  readonly sha256: string
  /** Decompressed. */
  readonly contentBytes: number
  readonly longestLineBytes: number
  /** Whether an empty line stands before one that is not: then a line's number is not its record's. */
  readonly hasEmptyLines: boolean
  /** The last character that is not white space; '' where there is none. */
  readonly lastCharacter: string
}

const CHUNK_BYTES = 1 << 20

/**
 * Hashes a file; reads a compressed one to its end, because DuckDB takes a cut-off one for whole.
 *
 * @throws Error of zlib, where the compressed data is damaged or cut off; DecompressionBomb
 */
export async function measureFile(path: string, compression: Compression, signal: AbortSignal): Promise<Measure> {
  const hash = createHash('sha256')
  const lines = new LineMeter()
  if (compression === 'none') {
    await forEachChunk(path, signal, (chunk) => {
      hash.update(chunk)
      lines.add(chunk)
    })
  } else {
    const { size } = await stat(path)
    const hasher = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk)
        done(null, chunk)
      },
    })
    const sink = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
      for await (const chunk of chunks) {
        lines.add(chunk)
        requirePlausible(lines.bytes, size)
      }
    }
    const source = createReadStream(path, { highWaterMark: CHUNK_BYTES })
    await pipeline(source, hasher, decompressor(compression), sink, { signal })
  }
  return {
    sha256: hash.digest('hex'),
    contentBytes: lines.bytes,
    longestLineBytes: lines.longest,
    hasEmptyLines: lines.hasEmptyLines,
    lastCharacter: lines.lastCharacter,
  }
}

/** Hashes a file that has no lines. */
export async function hashFile(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  await forEachChunk(path, signal, (chunk) => hash.update(chunk))
  return hash.digest('hex')
}

/** Reads a file piece by piece into the same memory: fresh memory for each of them takes as long as hashing it. */
async function forEachChunk(path: string, signal: AbortSignal, take: (chunk: Buffer) => void): Promise<void> {
  const file = await open(path)
  try {
    const memory = Buffer.allocUnsafeSlow(CHUNK_BYTES)
    for (;;) {
      signal.throwIfAborted()
      const { bytesRead } = await file.read(memory, 0, CHUNK_BYTES)
      if (bytesRead === 0) return
      take(memory.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
}

class LineMeter {
  bytes = 0
  longest = 0
  hasEmptyLines = false
  lastCharacter = ''
  private length = 0
  private hasContent = false
  private emptySeen = false

  add(chunk: Buffer): void {
    this.bytes += chunk.length
    let last = chunk.length - 1
    while (last >= 0 && isSpace(chunk[last]!)) last--
    if (last >= 0) this.lastCharacter = String.fromCharCode(chunk[last]!)
    let at = 0
    for (;;) {
      const newline = chunk.indexOf(10, at)
      this.extend(chunk, at, newline === -1 ? chunk.length : newline)
      if (newline === -1) return
      if (!this.hasContent) this.emptySeen = true
      this.length = 0
      this.hasContent = false
      at = newline + 1
    }
  }

  private extend(chunk: Buffer, from: number, to: number): void {
    this.length += to - from
    if (this.length > this.longest) this.longest = this.length
    for (let at = from; !this.hasContent && at < to; at++) {
      if (isSpace(chunk[at]!)) continue
      this.hasContent = true
      if (this.emptySeen) this.hasEmptyLines = true
    }
  }
}

function isSpace(byte: number): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9
}
