const NO_RUNS = 12346
const RUNS = 12347
const ARRAY_LIMIT = 4096
const BITSET_BYTES = 8192

/**
 * The positions in a 64-bit roaring bitmap as Iceberg stores it: for each upper half a 32-bit bitmap in the portable form.
 *
 * @throws RangeError where the bytes end too early, Error where they are no such bitmap
 */
export function roaringPositions(bytes: Buffer): bigint[] {
  const positions: bigint[] = []
  const bitmaps = Number(bytes.readBigUInt64LE(0))
  let at = 8
  for (let index = 0; index < bitmaps; index++) {
    const high = BigInt(bytes.readUInt32LE(at)) << 32n
    at = readBitmap(bytes, at + 4, (low) => positions.push(high + BigInt(low)))
  }
  return positions
}

function readBitmap(bytes: Buffer, start: number, add: (low: number) => void): number {
  const cookie = bytes.readUInt32LE(start)
  const hasRuns = (cookie & 0xffff) === RUNS
  if (!hasRuns && cookie !== NO_RUNS) throw new Error('it is not a roaring bitmap')
  const count = hasRuns ? (cookie >>> 16) + 1 : bytes.readUInt32LE(start + 4)
  let at = start + (hasRuns ? 4 : 8)
  const runFlags = hasRuns ? bytes.subarray(at, at + Math.ceil(count / 8)) : undefined
  at += runFlags?.length ?? 0
  const headers = at
  at += count * 4
  if (!hasRuns || count >= 4) at += count * 4
  for (let index = 0; index < count; index++) {
    const high = bytes.readUInt16LE(headers + index * 4) * 65536
    const cardinality = bytes.readUInt16LE(headers + index * 4 + 2) + 1
    const isRun = runFlags !== undefined && ((runFlags[index >> 3] ?? 0) & (1 << (index & 7))) !== 0
    if (isRun) at = readRuns(bytes, at, high, add)
    else if (cardinality <= ARRAY_LIMIT) at = readArray(bytes, at, cardinality, high, add)
    else at = readBitset(bytes, at, high, add)
  }
  return at
}

function readRuns(bytes: Buffer, start: number, high: number, add: (low: number) => void): number {
  const runs = bytes.readUInt16LE(start)
  for (let run = 0; run < runs; run++) {
    const first = bytes.readUInt16LE(start + 2 + run * 4)
    const length = bytes.readUInt16LE(start + 4 + run * 4)
    for (let value = first; value <= first + length; value++) add(high + value)
  }
  return start + 2 + runs * 4
}

function readArray(bytes: Buffer, start: number, count: number, high: number, add: (low: number) => void): number {
  for (let index = 0; index < count; index++) add(high + bytes.readUInt16LE(start + index * 2))
  return start + count * 2
}

function readBitset(bytes: Buffer, start: number, high: number, add: (low: number) => void): number {
  if (start + BITSET_BYTES > bytes.length) throw new RangeError('the bitmap ends too early')
  for (let byte = 0; byte < BITSET_BYTES; byte++) {
    for (let bits = bytes[start + byte]!, bit = 0; bits !== 0; bits >>= 1, bit++)
      if (bits & 1) add(high + byte * 8 + bit)
  }
  return start + BITSET_BYTES
}
