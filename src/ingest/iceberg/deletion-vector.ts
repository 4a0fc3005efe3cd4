import { closeSync, openSync, readSync } from 'node:fs'
import { crc32Of } from './crc32.js'
import { roaringPositions } from './roaring.js'

const MAGIC = 0xd1d33964

/**
 * The positions that a deletion vector deletes. Its place in the Puffin file comes from the manifest, so that the file's footer is not needed.
 *
 * @throws Error (the file is shorter than the manifest says, the vector is damaged)
 */
export function readDeletionVector(path: string, offset: number, length: number, expectedCount: number): bigint[] {
  const blob = readPiece(path, offset, length)
  if (blob.length < 12 || blob.readUInt32BE(0) !== length - 8) throw new Error('its length does not match')
  if (blob.readUInt32BE(4) !== MAGIC) throw new Error('it is not a deletion vector')
  const body = blob.subarray(4, length - 4)
  if (crc32Of(body) !== blob.readUInt32BE(length - 4)) throw new Error('its checksum does not match')
  const positions = roaringPositions(body.subarray(4))
  if (positions.length !== expectedCount) {
    throw new Error(`it has ${positions.length} positions, the manifest says ${expectedCount}`)
  }
  return positions
}

function readPiece(path: string, offset: number, length: number): Buffer {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(length)
    if (readSync(file, bytes, 0, length, offset) !== length)
      throw new Error('the file is shorter than the manifest says')
    return bytes
  } finally {
    closeSync(file)
  }
}
