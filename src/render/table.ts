import type { Result } from '../result.js'
import { bold, gridLines, type GridOptions } from './grid.js'
import { visibleText } from './visible-text.js'

export type TableOptions = GridOptions

/** Aligned tables for people: title, sections with their totals, notes. Ends in a line end. */
export function renderTable(result: Result, options: TableOptions = {}): string {
  const title = result.title === undefined ? [] : [bold(visibleText(result.title), options)]
  const sections = result.sections ?? [{ rows: result.rows }]
  const tables = sections.flatMap(({ heading, rows, totals, columns }) => [
    ...(heading === undefined ? [] : ['', bold(visibleText(heading), options)]),
    ...gridLines(columns ?? result.columns, rows, totals, options),
  ])
  const notes = (result.notes ?? []).map(visibleText)
  return [...title, ...tables, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n') + '\n'
}
