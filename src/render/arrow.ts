import type * as Arrows from 'apache-arrow'
import type { Column, ColumnType, Row, Value } from '../result.js'

type Arrow = typeof Arrows

/** Rows that become one Arrow IPC stream; each batch is kept as compact columns, not as objects. */
export class ArrowDraft {
  private readonly batches: Arrows.RecordBatch[] = []
  private readonly schema: Arrows.Schema

  private constructor(
    private readonly arrow: Arrow,
    private readonly columns: readonly Column[],
  ) {
    this.schema = new arrow.Schema(columns.map(({ name, type }) => new arrow.Field(name, typeOf(arrow, type), true)))
  }

  static async open(columns: readonly Column[]): Promise<ArrowDraft> {
    return new ArrowDraft(await import('apache-arrow'), columns)
  }

  add(rows: readonly Row[]): void {
    const { arrow, schema } = this
    const children = this.columns.map(({ name, type }) => columnData(arrow, type, rows, name))
    const type = new arrow.Struct(schema.fields)
    const data = arrow.makeData({ type, length: rows.length, nullCount: 0, children })
    this.batches.push(new arrow.RecordBatch(schema, data))
  }

  finish(): Uint8Array {
    if (this.batches.length === 0) this.add([])
    return this.arrow.tableToIPC(new this.arrow.Table(this.schema, this.batches), 'stream')
  }
}

/** An Arrow IPC stream with the columns' own types: bigint → Int64, date → Date32, timestamptz → Timestamp(µs, UTC). */
export async function renderArrow({
  columns,
  rows,
}: {
  columns: readonly Column[]
  rows: readonly Row[]
}): Promise<Uint8Array> {
  const draft = await ArrowDraft.open(columns)
  draft.add(rows)
  return draft.finish()
}

function typeOf(arrow: Arrow, type: ColumnType) {
  switch (type) {
    case 'bigint':
      return new arrow.Int64()
    case 'double':
      return new arrow.Float64()
    case 'boolean':
      return new arrow.Bool()
    case 'date':
      return new arrow.DateDay()
    case 'timestamptz':
      return new arrow.TimestampMicrosecond('UTC')
    case 'varchar':
      return new arrow.Utf8()
  }
}

function columnData(arrow: Arrow, type: ColumnType, rows: readonly Row[], name: string) {
  const values = rows.map((row) => row[name] ?? null)
  const validity = {
    length: values.length,
    nullCount: values.reduce((nulls: number, value) => nulls + (value === null ? 1 : 0), 0),
    nullBitmap: bits(values.map((value) => value !== null)),
  }
  switch (type) {
    case 'bigint':
      return arrow.makeData({ type: new arrow.Int64(), ...validity, data: BigInt64Array.from(values, toBigInt) })
    case 'double':
      return arrow.makeData({ type: new arrow.Float64(), ...validity, data: Float64Array.from(values, Number) })
    case 'boolean':
      return arrow.makeData({ type: new arrow.Bool(), ...validity, data: bits(values.map((value) => value === true)) })
    case 'date':
      return arrow.makeData({ type: new arrow.DateDay(), ...validity, data: Int32Array.from(values, daysOf) })
    case 'timestamptz': {
      const data = BigInt64Array.from(values, microsOf)
      return arrow.makeData({ type: new arrow.TimestampMicrosecond('UTC'), ...validity, data })
    }
    case 'varchar': {
      const text = values.map((value) => Buffer.from(value === null ? '' : String(value), 'utf8'))
      const valueOffsets = new Int32Array(text.length + 1)
      text.forEach((bytes, index) => (valueOffsets[index + 1] = valueOffsets[index]! + bytes.length))
      return arrow.makeData({ type: new arrow.Utf8(), ...validity, valueOffsets, data: Buffer.concat(text) })
    }
  }
}

function bits(flags: readonly boolean[]): Uint8Array {
  const bitmap = new Uint8Array(Math.ceil(flags.length / 64) * 8)
  flags.forEach((flag, index) => {
    if (flag) bitmap[index >> 3]! |= 1 << (index & 7)
  })
  return bitmap
}

function toBigInt(value: Value): bigint {
  return typeof value === 'bigint' ? value : BigInt(Number(value ?? 0))
}

function daysOf(value: Value): number {
  return typeof value === 'string' ? Math.floor(Date.parse(`${value}T00:00:00Z`) / 86_400_000) : 0
}

function microsOf(value: Value): bigint {
  return typeof value === 'string' ? BigInt(Date.parse(value)) * 1000n : 0n
}
