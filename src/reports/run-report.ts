import type { Column, Row, Section } from '../result.js'
import { quotedIdentifier, type Warehouse } from '../warehouse/index.js'
import type { Period } from './period.js'
import { referring } from './referring.js'
import type { Report } from './report.js'
import { whereOf, type Picked } from './selection.js'
import { sectionsOf } from './sections.js'
import { withUnits } from './units.js'

export interface ReportInput {
  readonly report: Report
  readonly period: Period
  readonly picked: Picked
  /** What stands for `{{ ref('model') }}`: a table's name, or a query in brackets. */
  readonly relation: (model: string) => string
  readonly excludesShortAbandons: boolean
  /** Sections with totals are made only for readers who see them. */
  readonly withSections: boolean
}

export interface ReportRows {
  readonly columns: Column[]
  readonly rows: Row[]
  /** The same rows for people: one section a value of the report's section column, each with totals. */
  readonly sections?: Section[]
}

/** Runs a report: all its columns and rows, in a fixed order. */
export async function runReport(warehouse: Warehouse, input: ReportInput): Promise<ReportRows> {
  const { report } = input
  const { sql, parameters } = whereOf(report, input.period, input.picked)
  const order = report.orderBy.map((name) => `${quotedIdentifier(name)} nulls last`).join(', ')
  const answer = await warehouse.query(
    `select * from (\n${referring(report.sql, report.name, input.relation)}\n) as report ${sql} order by ${order}`,
    parameters,
  )
  const columns = withUnits(answer.columns)
  if (!input.withSections) return { columns, rows: answer.rows }
  const recomputed = await recomputedTotals(warehouse, input, { sql, parameters })
  const { excludesShortAbandons } = input
  const sections = sectionsOf(report, columns, answer.rows, { excludesShortAbandons, recomputed })
  return { columns, rows: answer.rows, sections }
}

/** What does not add up (percentiles, distinct conversations), by section, from the rows under the mart. */
async function recomputedTotals(
  warehouse: Warehouse,
  input: ReportInput,
  where: { readonly sql: string; readonly parameters: Record<string, string> },
): Promise<Map<string, Row>> {
  const { recomputed, sectionColumn } = input.report
  if (recomputed === undefined) return new Map()
  const key = sectionColumn === undefined ? `''` : quotedIdentifier(sectionColumn)
  const aggregates = Object.entries(recomputed.columns).map(([name, sql]) => `${sql} as ${quotedIdentifier(name)}`)
  const rows = await warehouse.rows(
    `select ${key} as section_key, ${aggregates.join(', ')} from (\n${referring(recomputed.sql, input.report.name, input.relation)}\n) as report ` +
      `${where.sql} group by 1`,
    where.parameters,
  )
  return new Map(rows.map(({ section_key, ...totals }) => [String(section_key), totals]))
}
