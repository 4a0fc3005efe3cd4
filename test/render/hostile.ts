import type { Column, Row } from '../../src/result.js'

/** Names that try to run in a spreadsheet, a terminal or a Markdown page. */
export const HOSTILE_NAMES = [
  '=HYPERLINK("http://evil.example","click")',
  '@SUM(A1)',
  '\tcmd',
  '\r=1+1',
  '+1+cmd|calc',
  '-2+3',
  'two\nlines, "quoted"',
  'pipe | and `code` and <b>bold</b> and [link](http://evil.example)',
  'red \x1b[31mtext\x1b[0m \x07',
  'reversed \u202egnp.exe',
  "Robert'); drop table queues;--",
  'Größe 電話 ☎',
]

export const NAME_COLUMN: Column = { name: 'queue_name', type: 'varchar', unit: 'text' }

export const hostileRows: Row[] = HOSTILE_NAMES.map((queue_name) => ({ queue_name }))
