import { describe, expect, it } from 'vitest'
import { humanSeconds, humanValue } from '../../src/render/human-value.js'
import { renderTable } from '../../src/render/table.js'
import type { Column } from '../../src/result.js'
import { hostileRows, NAME_COLUMN } from './hostile.js'

const columns: Column[] = [
  NAME_COLUMN,
  { name: 'offered_count', type: 'bigint', unit: 'count' },
  { name: 'service_level_rate', type: 'double', unit: 'rate' },
  { name: 'avg_handle_seconds', type: 'double', unit: 'seconds' },
]

describe('renderTable', () => {
  it('aligns numbers, shows units and puts totals last', () => {
    const rows = [
      { queue_name: 'Billing', offered_count: 4118, service_level_rate: 0.8312, avg_handle_seconds: 312.4 },
      { queue_name: 'Support line', offered_count: 30, service_level_rate: null, avg_handle_seconds: 12.34 },
    ]
    const totals = { offered_count: 4148, service_level_rate: 0.8312, avg_handle_seconds: 310 }
    const text = renderTable({
      columns,
      rows,
      title: 'Queues',
      sections: [{ heading: 'voice', rows, totals }],
      notes: ['a note'],
    })
    expect(text).toBe(
      [
        'Queues',
        '',
        'voice',
        'QUEUE NAME    OFFERED  SERVICE     AVG',
        '                       LEVEL %  HANDLE',
        'Billing         4,118   83.1 %    5:12',
        'Support line       30        –  12.3 s',
        'total           4,148   83.1 %    5:10',
        '',
        'a note',
        '',
      ].join('\n'),
    )
  })

  it('says so when there are no rows', () => {
    expect(renderTable({ columns: [NAME_COLUMN], rows: [] })).toBe('QUEUE\nNAME\n(no rows)\n')
  })

  it('shows so many rows and counts the others', () => {
    const rows = Array.from({ length: 1300 }, () => ({ queue_name: 'q' }))
    expect(renderTable({ columns: [NAME_COLUMN], rows }, { maxRows: 2 })).toBe('QUEUE\nNAME\nq\nq\n… 1,298 more rows\n')
  })

  it('names the columns that a narrow terminal has no room for', () => {
    const rows = [{ queue_name: 'Billing', offered_count: 4118, service_level_rate: 0.8312, avg_handle_seconds: 312.4 }]
    expect(renderTable({ columns, rows }, { width: 30 })).toBe(
      [
        'QUEUE    OFFERED  SERVICE',
        'NAME              LEVEL %',
        'Billing    4,118   83.1 %',
        '… not shown: AVG HANDLE',
        '',
      ].join('\n'),
    )
  })

  it('lets no control character of the data reach the terminal', () => {
    const text = renderTable({ columns: [NAME_COLUMN], rows: hostileRows, title: '\x1b]0;owned\x07' })
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/)
    expect(text).toContain('red \\x1b[31mtext\\x1b[0m \\x07')
    expect(text).toContain('two\\nlines, "quoted"')
    expect(text).toContain('reversed \\u202egnp.exe')
    expect(text).toContain('\\x1b]0;owned\\x07')
  })
})

describe('humanValue', () => {
  it.each([
    [0, '0.0 s'],
    [12.34, '12.3 s'],
    [59.96, '1:00'],
    [245, '4:05'],
    [3723, '1:02:03'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(humanSeconds(seconds)).toBe(text)
  })

  it('shows null as a dash and never as zero', () => {
    expect(humanValue(null, 'rate')).toBe('–')
    expect(humanValue(0, 'rate')).toBe('0.0 %')
  })

  it('shows numbers of no known unit as they are', () => {
    expect(humanValue(20260101, 'text')).toBe('20260101')
    expect(humanValue(1234567, 'count')).toBe('1,234,567')
  })
})
