import { styleText } from 'node:util'
import Table from 'cli-table3'
import type { Column, Result, Row, Unit, Value } from '../result.js'
import { humanValue, isRightAligned } from './human-value.js'
import { visibleText } from './visible-text.js'

export interface TableOptions {
  readonly color?: boolean
  /** Longer text in a cell ends in '…'. */
  readonly maxCellWidth?: number
  /** Only so many rows of each table; the rest are counted under it. */
  readonly maxRows?: number
}

const MIN_HEADER_WIDTH = 9

const NO_BORDERS = {
  'top': '', 'top-mid': '', 'top-left': '', 'top-right': '',
  'bottom': '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '',
  'left': '', 'left-mid': '', 'mid': '', 'mid-mid': '',
  'right': '', 'right-mid': '', 'middle': '  ',
} // prettier-ignore

/** An aligned table for people: title, header, rows, totals, notes. Ends in a line end. */
export function renderTable(result: Result, options: TableOptions = {}): string {
  const title = result.title === undefined ? [] : [bold(visibleText(result.title), options)]
  const sections = result.sections ?? [{ rows: result.rows }]
  const tables = sections.flatMap(({ heading, rows, totals, columns }) => [
    ...(heading === undefined ? [] : ['', bold(visibleText(heading), options)]),
    ...tableLines(columns ?? result.columns, rows, totals, options),
  ])
  const notes = (result.notes ?? []).map(visibleText)
  return [...title, ...tables, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n') + '\n'
}

function tableLines(
  columns: readonly Column[],
  rows: readonly Row[],
  totals: Row | undefined,
  options: TableOptions,
): string[] {
  if (columns.length === 0) return []
  const shown = options.maxRows === undefined ? rows : rows.slice(0, options.maxRows)
  const body = shown.map((row) => cells(columns, row, options))
  const table = new Table({
    head: columns.map(({ name }, index) =>
      bold(
        headerText(
          name,
          body.map((row) => row[index] ?? ''),
        ),
        options,
      ),
    ),
    colAligns: columns.map((column) => (isRightAligned(column) ? 'right' : 'left')),
    chars: NO_BORDERS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
  })
  table.push(...body)
  if (totals !== undefined && rows.length > 0) {
    table.push(['total', ...cells(columns, totals, options).slice(1)].map((cell) => bold(cell, options)))
  }
  const lines = table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
  const hidden = rows.length - shown.length
  if (rows.length === 0) lines.push('(no rows)')
  return hidden > 0 ? [...lines, `… ${hidden.toLocaleString('en-US')} more rows`] : lines
}

function cells(columns: readonly Column[], row: Row, options: TableOptions): string[] {
  return columns.map(({ name, unit }) => shortened(visibleText(cellText(row[name], unit)), options))
}

/** Nothing where a total has no such column; a dash where a value is not known. */
function cellText(value: Value | undefined, unit: Unit): string {
  return value === undefined ? '' : humanValue(value, unit)
}

function shortened(text: string, { maxCellWidth = 160 }: TableOptions): string {
  return text.length <= maxCellWidth ? text : `${text.slice(0, maxCellWidth - 1)}…`
}

/** 'avg_handle_seconds' → 'AVG HANDLE' (the unit stands in every cell), broken into lines no wider than its cells. */
function headerText(name: string, under: readonly string[]): string {
  const words = visibleText(name)
    .replace(/_(seconds|rate|pct|count)$/, (suffix) => (suffix === '_rate' || suffix === '_pct' ? ' %' : ''))
    .replaceAll('_', ' ')
    .toUpperCase()
    .replace(' %', '\u00a0%')
    .split(' ')
  const width = Math.max(MIN_HEADER_WIDTH, ...words.map(({ length }) => length), ...under.map(({ length }) => length))
  const lines = words.reduce<string[]>((above, word) => {
    const last = above.at(-1)
    if (last === undefined || last.length + 1 + word.length > width) return [...above, word]
    return [...above.slice(0, -1), `${last} ${word}`]
  }, [])
  return lines.join('\n').replace('\u00a0', ' ')
}

function bold(text: string, { color = false }: TableOptions): string {
  return color ? styleText('bold', text, { validateStream: false }) : text
}
