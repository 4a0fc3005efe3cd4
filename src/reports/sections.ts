import type { Column, Row, Section } from '../result.js'
import type { Report } from './report.js'
import { totalsOf } from './totals.js'

/** Rows as people read them: one section a value of the section column, with the columns they see and totals. */
export function sectionsOf(
  report: Report,
  columns: readonly Column[],
  rows: readonly Row[],
  options: { readonly excludesShortAbandons: boolean; readonly recomputed: ReadonlyMap<string, Row> },
): Section[] {
  const { sectionColumn } = report
  const shown = report.shown.flatMap((name) => columns.find((column) => column.name === name) ?? [])
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = sectionColumn === undefined ? '' : String(row[sectionColumn])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  if (groups.size === 0) return [{ columns: shown, rows: [] }]
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, group]) => {
      const recomputed = options.recomputed.get(key)
      const totals = totalsOf(report, group, {
        excludesShortAbandons: options.excludesShortAbandons,
        ...(recomputed === undefined ? {} : { recomputed }),
      })
      return {
        ...(sectionColumn === undefined ? {} : { heading: key }),
        columns: shown,
        rows: group,
        ...(Object.keys(totals).length === 0 ? {} : { totals }),
      }
    })
}
