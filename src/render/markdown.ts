import { markdownTable } from 'markdown-table'
import type { Column, Result, Row } from '../result.js'
import { defused } from './defuse.js'
import { humanValue, isRightAligned } from './human-value.js'
import { visibleText } from './visible-text.js'

/** A GitHub-flavoured table with units as people read them; markup and formulas in names are defused. */
export function renderMarkdown(result: Result): string {
  const sections = result.sections ?? [{ rows: result.rows }]
  const parts = [
    ...(result.title === undefined ? [] : [`**${markdownText(result.title)}**`]),
    ...sections.flatMap(({ heading, rows, totals, columns }) => [
      ...(heading === undefined ? [] : [`### ${markdownText(heading)}`]),
      sectionTable(columns ?? result.columns, rows, rows.length === 0 ? undefined : totals),
    ]),
    ...(result.notes ?? []).map(markdownText),
  ]
  return `${parts.join('\n\n')}\n`
}

function sectionTable(columns: readonly Column[], rows: readonly Row[], totals: Row | undefined): string {
  const cells = (row: Row): string[] => columns.map(({ name, unit }) => markdownText(defusedCell(row, name, unit)))
  return markdownTable(
    [
      columns.map(({ name }) => markdownText(name)),
      ...rows.map(cells),
      ...(totals === undefined ? [] : [['total', ...cells(totals).slice(1)]]),
    ],
    { align: columns.map((column) => (isRightAligned(column) ? 'r' : 'l')) },
  )
}

/** Nothing where a total has no such column. */
function defusedCell(row: Row, name: string, unit: Column['unit']): string {
  const value = row[name]
  if (value === undefined) return ''
  return typeof value === 'string' ? defused(humanValue(value, unit)) : humanValue(value, unit)
}

function markdownText(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => visibleText(line).replace(/[\\|`*[\]<>]/g, (mark) => (mark === '<' ? '&lt;' : `\\${mark}`)))
    .join('<br>')
}
