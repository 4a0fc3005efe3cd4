import avsc from 'avsc'
import { readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'
import { messageOf } from '../../errors.js'

/** One record of an Avro file; longs are bigint. */
export type AvroRecord = Readonly<Record<string, unknown>>

const SYNC_BYTES = 16
const MAGIC = Buffer.from('Obj\u0001', 'latin1')

/**
 * Reads an Avro file whole. The container is taken apart here, because avsc's own reader ends quietly where a file is cut
 * short; avsc decodes the records.
 *
 * @throws Error (not Avro, cut short or damaged, or compressed with an unsupported codec)
 */
export function readAvro(path: string): AvroRecord[] {
  const bytes = readFileSync(path)
  if (!bytes.subarray(0, 4).equals(MAGIC)) throw new Error('not an Avro file')
  const container = new Cursor(bytes, 4)
  const header = readHeader(container)
  const sync = container.take(SYNC_BYTES)
  const inflate = inflaterOf(header.get('avro.codec')?.toString() ?? 'null')
  const type = avsc.Type.forSchema(JSON.parse(header.get('avro.schema')?.toString() ?? '') as avsc.Schema, {
    typeHook: bigLongs,
    wrapUnions: false,
  })
  const records: AvroRecord[] = []
  while (!container.isAtEnd) {
    const count = container.long()
    const body = inflate(container.take(container.long()))
    if (!container.take(SYNC_BYTES).equals(sync)) throw cutShort()
    let at = 0
    for (let index = 0; index < count; index++) {
      const decoded: { value: unknown; offset: number } = type.decode(body, at)
      if (decoded.offset < 0) throw cutShort()
      records.push(decoded.value as AvroRecord)
      at = decoded.offset
    }
    if (at !== body.length) throw cutShort()
  }
  return records
}

function readHeader(container: Cursor): Map<string, Buffer> {
  const header = new Map<string, Buffer>()
  for (;;) {
    let count = container.long()
    if (count === 0) return header
    if (count < 0) {
      count = -count
      container.long()
    }
    for (; count > 0; count--) header.set(container.take(container.long()).toString(), container.take(container.long()))
  }
}

function inflaterOf(codec: string): (body: Buffer) => Buffer {
  if (codec === 'null') return (body) => body
  if (codec !== 'deflate') throw new Error(`compressed with '${codec}', which is not supported (null, deflate are)`)
  return (body) => {
    try {
      return inflateRawSync(body)
    } catch (error) {
      throw new Error(`${cutShort().message}: ${messageOf(error)}`, { cause: error })
    }
  }
}

function cutShort(): Error {
  return new Error('the file is cut short or damaged')
}

const bigLong = avsc.types.LongType.__with({
  fromBuffer: (buffer: Buffer) => buffer.readBigInt64LE(),
  toBuffer: (value: bigint) => {
    const buffer = Buffer.alloc(8)
    buffer.writeBigInt64LE(value)
    return buffer
  },
  fromJSON: (value: number) => BigInt(value),
  toJSON: (value: bigint) => Number(value),
  isValid: (value: unknown) => typeof value === 'bigint',
  compare: (a: bigint, b: bigint) => (a === b ? 0 : a < b ? -1 : 1),
})

/** Longs beyond 2^53 as bigint, in both spellings that writers use for a long. */
function bigLongs(schema: avsc.Schema): avsc.Type | undefined {
  const isLong = schema === 'long' || (typeof schema === 'object' && 'type' in schema && schema.type === 'long')
  return isLong ? bigLong : undefined
}

class Cursor {
  constructor(
    private readonly bytes: Buffer,
    private at: number,
  ) {}

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length
  }

  take(length: number): Buffer {
    if (length < 0 || this.at + length > this.bytes.length) throw cutShort()
    this.at += length
    return this.bytes.subarray(this.at - length, this.at)
  }

  /** A zigzag number of variable length; those of a container fit into 2^53. */
  long(): number {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = this.take(1)[0]!
      value += (byte & 127) * factor
      if (byte < 128) return value % 2 === 0 ? value / 2 : -(value + 1) / 2
      if (factor > 2 ** 56) throw cutShort()
    }
  }
}
