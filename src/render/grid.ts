import { styleText } from 'node:util'
import Table from 'cli-table3'
import type { Column, Row, Unit, Value } from '../result.js'
import { headerText, widest } from './header-text.js'
import { humanValue, isRightAligned } from './human-value.js'
import { visibleText } from './visible-text.js'

export interface GridOptions {
  readonly color?: boolean
  /** Longer text in a cell ends in '…'. */
  readonly maxCellWidth?: number
  /** Only so many rows; the rest are counted under them. */
  readonly maxRows?: number
  /** Columns that do not fit into so many characters are named under the rest. */
  readonly width?: number
}

const GAP = '  '
const FEWEST_COLUMNS = 3
const NO_BORDERS = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right']
    .concat(['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'])
    .map((part) => [part, '']),
)

/** One table as lines: header, rows, totals. */
export function gridLines(
  columns: readonly Column[],
  rows: readonly Row[],
  totals: Row | undefined,
  options: GridOptions,
): string[] {
  const shownRows = rows.slice(0, options.maxRows ?? rows.length)
  const body = shownRows.map((row) => cellsOf(columns, row, options))
  if (totals !== undefined && rows.length > 0) body.push(['total', ...cellsOf(columns, totals, options).slice(1)])
  const headers = columns.map(({ name }, index) => headerText(name, columnOf(body, index)))
  const count = fittingCount(headers, body, options)
  const isTotal = (index: number): boolean => index >= shownRows.length
  const table = new Table({
    head: headers.slice(0, count).map((header) => bold(header, options)),
    colAligns: columns.slice(0, count).map((column) => (isRightAligned(column) ? 'right' : 'left')),
    chars: { ...NO_BORDERS, middle: GAP },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
  })
  table.push(
    ...body.map((cells, index) => cells.slice(0, count).map((cell) => (isTotal(index) ? bold(cell, options) : cell))),
  )
  return [
    ...(count === 0 ? [] : table.toString().split('\n')).map((line) => line.trimEnd()),
    ...(rows.length === 0 ? ['(no rows)'] : []),
    ...(rows.length > shownRows.length
      ? [`… ${(rows.length - shownRows.length).toLocaleString('en-US')} more rows`]
      : []),
    ...(count < columns.length ? [`… not shown: ${headers.slice(count).map(oneLine).join(', ')}`] : []),
  ]
}

/** How many columns fit side by side, from the left. */
function fittingCount(
  headers: readonly string[],
  body: readonly string[][],
  { width = Infinity }: GridOptions,
): number {
  let used = 0
  for (const [index, header] of headers.entries()) {
    used += widest([...header.split('\n'), ...columnOf(body, index)]) + (index === 0 ? 0 : GAP.length)
    if (used > width && index >= FEWEST_COLUMNS) return index
  }
  return headers.length
}

function columnOf(body: readonly string[][], index: number): string[] {
  return body.map((cells) => cells[index] ?? '')
}

function oneLine(header: string): string {
  return header.replaceAll('\n', ' ')
}

function cellsOf(columns: readonly Column[], row: Row, options: GridOptions): string[] {
  return columns.map(({ name, unit }) => shortened(visibleText(cellText(row[name], unit)), options))
}

/** Nothing where a total has no such column; a dash where a value is not known. */
function cellText(value: Value | undefined, unit: Unit): string {
  return value === undefined ? '' : humanValue(value, unit)
}

function shortened(text: string, { maxCellWidth = 160 }: GridOptions): string {
  return text.length <= maxCellWidth ? text : `${text.slice(0, maxCellWidth - 1)}…`
}

export function bold(text: string, { color = false }: GridOptions): string {
  return color ? styleText('bold', text, { validateStream: false }) : text
}
