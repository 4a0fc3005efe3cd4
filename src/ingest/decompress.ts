import { createReadStream } from 'node:fs'
import { PassThrough, Transform, type Duplex } from 'node:stream'
import { constants, createGunzip, gunzipSync } from 'node:zlib'
import { Decompress } from 'fzstd'
import { DecompressionBomb, largestContent, requirePlausible } from './bomb.js'

/** How a file is packed, told by its first bytes. */
export type Compression = 'none' | 'gzip' | 'zstd'

const CHUNK_BYTES = 1 << 20

/** What the first bytes of a file say. */
export function compressionOf(bytes: Buffer): Compression {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip'
  return bytes.length >= 4 && bytes.readUInt32LE(0) === 0xfd2fb528 ? 'zstd' : 'none'
}

/** A stream that unpacks what is written into it; it fails where the data is damaged or cut off. */
export function decompressor(compression: Compression): Duplex {
  if (compression === 'gzip') return createGunzip({ chunkSize: CHUNK_BYTES })
  return compression === 'zstd' ? unzstd() : new PassThrough()
}

/** The content of a file, unpacked. */
export function contentOf(path: string, compression: Compression): AsyncIterable<Buffer> & { destroy: () => unknown } {
  const source = createReadStream(path, { highWaterMark: CHUNK_BYTES })
  if (compression === 'none') return source as AsyncIterable<Buffer> & { destroy: () => unknown }
  const content = decompressor(compression)
  source.on('error', (error) => content.destroy(error))
  content.on('close', () => source.destroy())
  return source.pipe(content) as AsyncIterable<Buffer> & { destroy: () => unknown }
}

/** Unpacks the beginning of a file, as far as it goes. */
export function unpackedHead(bytes: Buffer, compression: Compression): Buffer {
  if (compression === 'none') return bytes
  return compression === 'gzip' ? gunzippedHead(bytes) : unzstdHead(bytes)
}

function gunzippedHead(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: largestContent(bytes.length) })
  } catch (error) {
    if (error instanceof RangeError) throw new DecompressionBomb()
    throw error
  }
}

function unzstdHead(bytes: Buffer): Buffer {
  const pieces: Uint8Array[] = []
  let length = 0
  const stream = new Decompress((piece) => {
    pieces.push(piece)
    requirePlausible((length += piece.length), bytes.length)
  })
  const part = 1 << 16
  try {
    for (let at = 0; at < bytes.length; at += part) stream.push(bytes.subarray(at, at + part), false)
  } catch (error) {
    if (error instanceof DecompressionBomb) throw error
    if (pieces.length === 0) throw new Error('its zstd data is damaged', { cause: error })
  }
  return Buffer.concat(pieces)
}

function unzstd(): Transform {
  let last: Buffer | undefined
  let packedBytes = 0
  let contentBytes = 0
  const stream = new Decompress()
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      packedBytes += chunk.length
      // One chunk may unpack to thousands of times its size before anybody reads the first of it.
      stream.ondata = (piece) => {
        requirePlausible((contentBytes += piece.length), packedBytes)
        this.push(Buffer.from(piece))
      }
      try {
        if (last !== undefined) stream.push(last, false)
        last = chunk
        done()
      } catch (error) {
        done(damaged(error))
      }
    },
    flush(done) {
      try {
        stream.push(last ?? new Uint8Array(), true)
        done()
      } catch (error) {
        done(damaged(error))
      }
    },
  })
}

function damaged(cause: unknown): Error {
  if (cause instanceof DecompressionBomb) return cause
  return new Error('its zstd data is damaged or cut off', { cause })
}
