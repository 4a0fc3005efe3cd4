import { describe, expect, it } from 'vitest'
import { renderJson, renderNdjson } from '../../src/render/json.js'
import type { Column } from '../../src/result.js'

const columns: Column[] = [
  { name: 'id', type: 'bigint', unit: 'text' },
  { name: 'rate', type: 'double', unit: 'rate' },
]

describe('renderJson', () => {
  it('has columns, rows and what else there is to say', () => {
    const text = renderJson({ columns, rows: [{ id: 1, rate: 2 / 7 }], title: 'T', meta: { timezone: 'UTC' } })
    expect(JSON.parse(text)).toEqual({
      title: 'T',
      timezone: 'UTC',
      columns: [
        { name: 'id', type: 'bigint', unit: 'text' },
        { name: 'rate', type: 'double', unit: 'rate' },
      ],
      rows: [{ id: 1, rate: 0.2857142857142857 }],
    })
  })

  it('never rounds: integers beyond 2^53 and infinities leave as text', () => {
    expect(renderNdjson({ columns, rows: [{ id: 9007199254740993n, rate: Infinity }] })).toBe(
      '{"id":"9007199254740993","rate":"Infinity"}\n',
    )
  })
})
