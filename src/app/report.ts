import { requireTimeZone, type Config, type DateBasis } from '../config/index.js'
import { silentEffects, type Effects } from '../effects.js'
import type { FilterName, Period, Report, ReportRows } from '../reports/index.js'
import type { Result } from '../result.js'
import type { Warehouse } from '../warehouse/index.js'
import { columns } from './columns.js'
import { withDatabase, type Context } from './context.js'
import { projectVars, withReportOptions } from './project-vars.js'
import { reportNotes, serviceLevelMeta } from './report-notes.js'
import { requireBuilt } from './schema.js'

export interface ReportRequest {
  readonly name: string
  readonly since?: string | undefined
  /** The last day, inclusive. */
  readonly until?: string | undefined
  /** Another zone or date basis than the configured one: the mart's SQL runs over the facts. */
  readonly timezone?: string | undefined
  readonly dateBasis?: DateBasis | undefined
  readonly filters?: Readonly<Partial<Record<FilterName, readonly string[] | undefined>>>
  /** Whether to make sections with totals, which only people and JSON see. */
  readonly withSections?: boolean
}

/**
 * One report: its rows with every column, and what people need to read them.
 *
 * @throws CxkpiError CXK5001 (unknown report, queue, agent, …), CXK4003 (not built), CXK1001 (a period that is none)
 */
export async function report(
  context: Context,
  request: ReportRequest,
  effects: Effects = silentEffects,
): Promise<Result> {
  const { findReport, parsePeriod, resolvePicked, runReport } = await import('../reports/index.js')
  const found = findReport(context.config.projectFolders, request.name)
  const config = withReportOptions(context.config, {
    ...(request.timezone === undefined ? {} : { timezone: requireTimeZone(request.timezone) }),
    ...(request.dateBasis === undefined ? {} : { dateBasis: request.dateBasis }),
  })
  const period = await parsePeriod(request, config.timezone, effects.nowMs())
  return withDatabase(context, 'read', effects, async (warehouse) => {
    await requireBuilt(warehouse, found.model, 'fct_conversations')
    const picked = await resolvePicked(warehouse, found, request.filters ?? {})
    const withSections = request.withSections ?? true
    const relation = await relationsOf(warehouse, found, config, withSections)
    const answer = await runReport(warehouse, {
      report: found,
      period,
      picked,
      relation,
      excludesShortAbandons: config.abandonRate.shortAbandons === 'exclude',
      withSections,
    })
    return describeAnswer({ found, config, period, filters: request.filters ?? {} }, answer, await dataTo(warehouse))
  })
}

/** The catalogue: every report with what it answers. */
export async function listReports({ config }: Context): Promise<Result> {
  const { listReports: list } = await import('../reports/index.js')
  const rows = list(config.projectFolders).map(({ name, summary, model }) => ({ name, summary, model }))
  return { columns: columns({ name: 'text', summary: 'text', model: 'text' }), rows }
}

/**
 * The mart as it is stored, where it was built with just these variables; else its own SQL over the facts.
 *
 * The project is loaded only where it is needed: a stored report starts as fast as the query runs.
 */
async function relationsOf(
  warehouse: Warehouse,
  found: Report,
  config: Config,
  withSections: boolean,
): Promise<(model: string) => string> {
  const { builtVars } = await import('./built-vars.js')
  const built = await builtVars(warehouse, found.model)
  const isStored = built === JSON.stringify(projectVars(config))
  if (isStored && !(withSections && found.recomputed !== undefined)) return (model) => `"${model}"`
  const { compiledRelations } = await import('./compiled-relations.js')
  return compiledRelations(config, built === null ? null : (JSON.parse(built) as Record<string, unknown>))
}

/** Up to when there is data at all, so that a gap does not look like a quiet day. */
async function dataTo(warehouse: Warehouse): Promise<string | null> {
  const [row] = await warehouse.rows('select max(coalesce(ended_at, started_at)) as data_to from fct_conversations')
  return (row?.['data_to'] as string | null | undefined) ?? null
}

interface Asked {
  readonly found: Report
  readonly config: Config
  readonly period: Period
  readonly filters: NonNullable<ReportRequest['filters']>
}

function describeAnswer(
  { found, config, period, filters }: Asked,
  answer: ReportRows,
  dataUntil: string | null,
): Result {
  const shown = shownPeriod(found, period, answer)
  const dateBasis = found.dateBasis ?? config.dateBasis
  const version = answer.rows[0]?.['definition_version'] ?? null
  const only = Object.entries(filters).flatMap(([name, values]) => (values ?? []).map((value) => `${name} ${value}`))
  return {
    ...answer,
    title: [
      found.title,
      ...(found.dateColumn === undefined
        ? []
        : [shown.since === null ? 'no data' : `${shown.since} → ${shown.until ?? 'today'}`]),
      `${config.timezone}, by ${dateBasis}`,
      ...(only.length > 0 ? [`only ${only.join(', ')}`] : []),
    ].join(' · '),
    notes: reportNotes(config, {
      hasServiceLevel: found.hasServiceLevel,
      hasFirstContacts: answer.columns.some(({ name }) => name === 'fcr_rate'),
      dataUntil,
      version: String(version ?? '–'),
    }),
    meta: {
      report: found.name,
      period: shown,
      timezone: config.timezone,
      date_basis: dateBasis,
      filters,
      data_to: dataUntil,
      definition_version: version,
      ...(found.hasServiceLevel ? { service_level: serviceLevelMeta(config) } : {}),
      totals: totalsBySection(found, answer),
    },
  }
}

/** What was asked for, else the days that the rows have. */
function shownPeriod(
  { dateColumn }: Report,
  period: Period,
  { rows }: ReportRows,
): { since: string | null; until: string | null } {
  const dates = dateColumn === undefined ? [] : rows.map((row) => String(row[dateColumn])).sort()
  return { since: period.since ?? dates[0] ?? null, until: period.until ?? dates.at(-1) ?? null }
}

function totalsBySection({ sectionColumn }: Report, { sections = [] }: ReportRows): Record<string, unknown>[] {
  return sections.flatMap(({ heading, totals }) =>
    totals === undefined ? [] : [{ ...totals, ...(sectionColumn === undefined ? {} : { [sectionColumn]: heading }) }],
  )
}
