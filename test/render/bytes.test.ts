import { tableFromIPC } from 'apache-arrow'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { render } from '../../src/render/formats.js'
import { arrowOf } from '../../src/render/pieces.js'
import type { Column, Row } from '../../src/result.js'
import { HOSTILE_NAMES } from './hostile.js'

const columns: Column[] = [
  { name: 'queue_name', type: 'varchar', unit: 'text' },
  { name: 'offered_count', type: 'bigint', unit: 'count' },
  { name: 'abandon_rate', type: 'double', unit: 'rate' },
  { name: 'is_final', type: 'boolean', unit: 'boolean' },
  { name: 'interaction_date', type: 'date', unit: 'date' },
  { name: 'loaded_at', type: 'timestamptz', unit: 'instant' },
]

const rows: Row[] = HOSTILE_NAMES.map((queue_name, index) => ({
  queue_name,
  offered_count: index === 1 ? 9007199254740993n : index,
  abandon_rate: index / 7,
  is_final: index % 2 === 0,
  interaction_date: `2026-03-${String(index + 1).padStart(2, '0')}`,
  loaded_at: `1969-12-31T23:59:59.${String(index).padStart(3, '0')}Z`,
}))
const nothing = Object.fromEntries(columns.map(({ name }) => [name, null])) as Row

/** What a reader that knows nothing of us makes of the rows. */
const expected = [...rows, nothing].map((row) => ({
  ...row,
  offered_count: row['offered_count'] == null ? null : BigInt(row['offered_count'] as number),
  interaction_date: row['interaction_date'] === null ? null : new Date(`${String(row['interaction_date'])}T00:00:00Z`),
  loaded_at: row['loaded_at'] === null ? null : new Date(String(row['loaded_at'])),
}))

async function bytesOf(format: 'arrow' | 'parquet'): Promise<Uint8Array> {
  const data = await render({ columns, rows: [...rows, nothing] }, format)
  if (typeof data === 'string') throw new Error(`${format} is text`)
  return data
}

describe('Parquet', () => {
  it('is read back by hyparquet with the same values and types', async () => {
    const bytes = await bytesOf('parquet')
    const file = bytes.slice().buffer
    const schema = parquetMetadata(file).schema.slice(1)
    expect(schema.map(({ name, type, logical_type }) => [name, type, logical_type?.type])).toEqual([
      ['queue_name', 'BYTE_ARRAY', 'STRING'],
      ['offered_count', 'INT64', undefined],
      ['abandon_rate', 'DOUBLE', undefined],
      ['is_final', 'BOOLEAN', undefined],
      ['interaction_date', 'INT32', 'DATE'],
      ['loaded_at', 'INT64', 'TIMESTAMP'],
    ])
    expect(schema[5]?.logical_type).toMatchObject({ isAdjustedToUTC: true, unit: 'MICROS' })
    expect(await parquetReadObjects({ file })).toEqual(expected)
  })
})

describe('Arrow', () => {
  it('is read back with the same values and types', async () => {
    const table = tableFromIPC(await bytesOf('arrow'))
    expect(table.schema.fields.map(({ name, type }) => `${name}: ${String(type)}`)).toEqual([
      'queue_name: Utf8',
      'offered_count: Int64',
      'abandon_rate: Float64',
      'is_final: Bool',
      'interaction_date: Date32<DAY>',
      'loaded_at: Timestamp<MICROSECOND, UTC>',
    ])
    const found = table.toArray().map((row: { toJSON: () => Record<string, unknown> }) => {
      const { interaction_date: day, loaded_at: at, ...others } = row.toJSON()
      return {
        ...others,
        interaction_date: day === null ? null : new Date(Number(day)),
        loaded_at: at === null ? null : new Date(Number(at)),
      }
    })
    expect(found).toEqual(expected)
  })

  it('keeps every batch of an answer that came in pieces', async () => {
    const table = tableFromIPC(await arrowOf(columns, batches([rows.slice(0, 5), [], rows.slice(5)])))
    expect(table.numRows).toBe(rows.length)
    expect(table.getChild('queue_name')?.toArray()).toEqual(HOSTILE_NAMES)
  })

  it('has its columns even without rows', async () => {
    const data = await render({ columns, rows: [] }, 'arrow')
    expect(tableFromIPC(data as Uint8Array).schema.names).toEqual(columns.map(({ name }) => name))
  })
})

async function* batches(parts: Row[][]): AsyncIterable<Row[]> {
  for (const part of parts) yield await Promise.resolve(part)
}
