import { describe, expect, it } from 'vitest'
import { renderMarkdown } from '../../src/render/markdown.js'
import { hostileRows, NAME_COLUMN } from './hostile.js'

describe('renderMarkdown', () => {
  it('keeps every name in its cell, without markup, formulas or control characters', () => {
    const lines = renderMarkdown({ columns: [NAME_COLUMN], rows: hostileRows })
      .trimEnd()
      .split('\n')
    expect(lines).toHaveLength(hostileRows.length + 2)
    const cells = lines.slice(2).map((line) => line.replace(/^\| /, '').replace(/ *\|$/, ''))
    expect(cells[0]).toBe(`'=HYPERLINK("http://evil.example","click")`)
    expect(cells[6]).toBe('two<br>lines, "quoted"')
    expect(cells[7]).toBe('pipe \\| and \\`code\\` and &lt;b\\>bold&lt;/b\\> and \\[link\\](http://evil.example)')
    expect(cells[8]).toBe('red \\\\x1b\\[31mtext\\\\x1b\\[0m \\\\x07')
  })

  it('writes headings, totals and notes', () => {
    const columns = [NAME_COLUMN, { name: 'offered_count', type: 'bigint', unit: 'count' } as const]
    const rows = [{ queue_name: 'Billing', offered_count: 4118 }]
    const sections = [{ heading: 'voice', rows, totals: { offered_count: 4118 } }]
    expect(renderMarkdown({ columns, rows, sections, title: 'Queues', notes: ['a note'] })).toBe(
      [
        '**Queues**',
        '### voice',
        '| queue_name | offered_count |\n| :--------- | ------------: |\n| Billing    |         4,118 |\n| total      |         4,118 |',
        'a note\n',
      ].join('\n\n'),
    )
  })
})
