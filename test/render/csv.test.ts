import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderCsv } from '../../src/render/csv.js'
import { defused } from '../../src/render/defuse.js'
import type { Column } from '../../src/result.js'
import { hostileRows, NAME_COLUMN } from './hostile.js'

const columns: Column[] = [
  NAME_COLUMN,
  { name: 'offered_count', type: 'bigint', unit: 'count' },
  { name: 'abandon_rate', type: 'double', unit: 'rate' },
  { name: 'is_final', type: 'boolean', unit: 'boolean' },
]

describe('renderCsv', () => {
  it('writes a header and exact numbers, never rounded, and nulls as nothing', () => {
    const rows = [
      { queue_name: 'Billing', offered_count: 4118, abandon_rate: 2 / 7, is_final: true },
      { queue_name: '', offered_count: 9007199254740993n, abandon_rate: null, is_final: null },
    ]
    expect(renderCsv({ columns, rows })).toBe(
      'queue_name,offered_count,abandon_rate,is_final\n' +
        'Billing,4118,0.2857142857142857,true\n' +
        '"",9007199254740993,,\n',
    )
  })

  it('defuses what a spreadsheet would run, and quotes line ends and quotes', () => {
    expect(renderCsv({ columns: [NAME_COLUMN], rows: hostileRows })).toBe(
      [
        'queue_name',
        `"'=HYPERLINK(""http://evil.example"",""click"")"`,
        "'@SUM(A1)",
        "'\tcmd",
        `"'\r=1+1"`,
        "'+1+cmd|calc",
        "'-2+3",
        '"two\nlines, ""quoted"""',
        'pipe | and `code` and <b>bold</b> and [link](http://evil.example)',
        'red \x1b[31mtext\x1b[0m \x07',
        'reversed \u202egnp.exe',
        "Robert'); drop table queues;--",
        'Größe 電話 ☎',
        '',
      ].join('\n'),
    )
  })

  it('comes back as the same texts through an RFC 4180 reader', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (names) => {
        const csv = renderCsv({ columns: [NAME_COLUMN], rows: names.map((queue_name) => ({ queue_name })) })
        expect(readCsv(csv).slice(1)).toEqual(names.map((name) => [defused(name)]))
      }),
    )
  })
})

describe('defused', () => {
  it.each(['-5', '+1.5e3', '-.5', '+49 30 1234567', '+1 (555) 010-9999', 'a=b', '', '100'])(
    'leaves %j as it is',
    (text) => {
      expect(defused(text)).toBe(text)
    },
  )

  it.each(['=1', '@x', '\tx', '\rx', '-1+1', '+cmd', '--5', '+1|2', '＝1'])('puts an apostrophe before %j', (text) => {
    expect(defused(text)).toBe(`'${text}`)
  })
})

/** A reader of RFC 4180 with `\n`, written for this test. */
function readCsv(text: string): string[][] {
  const records: string[][] = []
  let record: string[] = []
  let at = 0
  while (at < text.length) {
    let field = ''
    if (text[at] === '"') {
      for (at += 1; ; at += 1) {
        if (text[at] !== '"') field += text[at]
        else if (text[at + 1] === '"') {
          field += '"'
          at += 1
        } else break
      }
      at += 1
    } else {
      while (at < text.length && text[at] !== ',' && text[at] !== '\n') field += text[at++]
    }
    record.push(field)
    if (text[at] === '\n') {
      records.push(record)
      record = []
    }
    at += 1
  }
  return records
}
