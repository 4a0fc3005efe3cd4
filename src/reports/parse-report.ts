import { flag, listOf, mapping, number, recordOf, text, type Shape } from '../config/shape.js'
import { parseYaml } from '../config/parse-yaml.js'
import { CxkpiError } from '../errors.js'
import { FILTER_NAMES, type Filter, type FilterName, type Report, type TotalRatio } from './report.js'

type Names = string | readonly string[]

/** What stands under `config.meta` of the analysis. */
interface Meta {
  readonly title: string
  readonly model: string
  readonly date?: string
  readonly date_basis?: string
  readonly section?: string
  readonly order: Names
  readonly shown: Names
  readonly service_level?: boolean
  readonly filters?: Partial<Record<FilterName, Omit<Filter, 'values'> & { readonly values?: readonly string[] }>>
  readonly totals?: {
    readonly sum?: Names
    readonly max?: Names
    readonly ratio?: Record<string, { of: Names; to: Names; scale?: number; less_short_abandons?: string }>
  }
  readonly recomputed?: { readonly sql: string; readonly columns: Record<string, string> }
}

interface Analysis {
  readonly name: string
  readonly description: string
  readonly config: { readonly meta: Meta }
}

const names: Shape = (value, path) => (Array.isArray(value) ? listOf(text) : text)(value, path)
const filter = mapping({ id: text, name: text, model: text, values: listOf(text) }, ['id'])
const ratio = mapping({ of: names, to: names, scale: number, less_short_abandons: text }, ['of', 'to'])
const meta = mapping(
  {
    title: text,
    model: text,
    date: text,
    date_basis: text,
    section: text,
    order: names,
    shown: names,
    service_level: flag,
    filters: mapping(Object.fromEntries(FILTER_NAMES.map((name) => [name, filter]))),
    totals: mapping({ sum: names, max: names, ratio: recordOf(ratio) }),
    recomputed: mapping({ sql: text, columns: recordOf(text) }, ['sql', 'columns']),
  },
  ['title', 'model', 'order', 'shown'],
)
const analysis = mapping({ name: text, description: text, config: mapping({ meta }, ['meta']) }, [
  'name',
  'description',
  'config',
])
/** The file is dbt's: a list of analyses, whose `config.meta` is ours. */
const file = mapping({ version: number, analyses: listOf(analysis) }, ['analyses'])

/**
 * Reads a report's YAML entry.
 *
 * @throws CxkpiError CXK4001 for whatever it must not say, on its line
 */
export function parseReport(name: string, yaml: string, path: string, readSql: (file: string) => string): Report {
  const { analyses } = parseYaml(yaml, path, file, { code: 'CXK4001' }) as { analyses: readonly Analysis[] }
  const found = analyses.find((entry) => entry.name === name)
  if (found === undefined) throw new CxkpiError('CXK4001', `${path} has no analysis '${name}'`, { path })
  const { title, model, date, section, order, shown, filters, totals, recomputed, ...rest } = found.config.meta
  return {
    name,
    title,
    summary: found.description,
    sql: readSql(`${name}.sql`),
    model,
    orderBy: listed(order),
    shown: listed(shown),
    filters: Object.fromEntries(
      Object.entries(filters ?? {}).map(([key, entry]) => [key, { ...entry, values: entry.values ?? [] }]),
    ),
    sums: listed(totals?.sum ?? []),
    maxima: listed(totals?.max ?? []),
    ratios: ratiosOf(totals?.ratio ?? {}),
    hasServiceLevel: rest.service_level === true,
    ...(date === undefined ? {} : { dateColumn: date }),
    ...(rest.date_basis === undefined ? {} : { dateBasis: rest.date_basis }),
    ...(section === undefined ? {} : { sectionColumn: section }),
    ...(recomputed === undefined ? {} : { recomputed: { ...recomputed, sql: readSql(recomputed.sql) } }),
  }
}

function ratiosOf(ratios: NonNullable<NonNullable<Meta['totals']>['ratio']>): Record<string, TotalRatio> {
  return Object.fromEntries(
    Object.entries(ratios).map(([name, { of, to, scale = 1, less_short_abandons: less }]) => [
      name,
      { of: listed(of), to: listed(to), scale, ...(less === undefined ? {} : { lessShortAbandons: less }) },
    ]),
  )
}

function listed(value: Names): readonly string[] {
  return typeof value === 'string' ? [value] : value
}
