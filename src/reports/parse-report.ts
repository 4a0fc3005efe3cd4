import { parse } from 'yaml'
import { didYouMean } from '../config/index.js'
import { CxkpiError, messageOf } from '../errors.js'
import { FILTER_NAMES, type Filter, type FilterName, type Recomputed, type Report, type TotalRatio } from './report.js'

type Entry = Readonly<Record<string, unknown>>

const KEYS = [
  'title',
  'model',
  'date',
  'section',
  'order',
  'shown',
  'filters',
  'totals',
  'recomputed',
  'service_level',
] as const

/**
 * Reads a report's YAML entry. Checked by hand: a schema library would cost more start-up than the whole report.
 *
 * @throws CxkpiError CXK4001 for an unknown key, a missing one, or one of the wrong shape
 */
export function parseReport(name: string, text: string, path: string, readSql: (file: string) => string): Report {
  const at = new Reader(path)
  const { description, entry } = reportEntry(at, name, yamlOf(text, path))
  at.onlyKeys(entry, KEYS, 'config.meta')
  const totals = at.entry(entry['totals'] ?? {}, 'totals')
  at.onlyKeys(totals, ['sum', 'max', 'ratio'], 'totals')
  const recomputed = entry['recomputed'] === undefined ? undefined : recomputedOf(at, entry['recomputed'], readSql)
  const section = entry['section'] === undefined ? undefined : at.text(entry['section'], 'section')
  return {
    name,
    title: at.text(entry['title'], 'title'),
    summary: at.text(description, 'description'),
    sql: readSql(`${name}.sql`),
    model: at.text(entry['model'], 'model'),
    dateColumn: at.text(entry['date'], 'date'),
    orderBy: at.texts(entry['order'], 'order'),
    shown: at.texts(entry['shown'], 'shown'),
    filters: filtersOf(at, entry['filters'] ?? {}),
    sums: at.texts(totals['sum'] ?? [], 'totals.sum'),
    maxima: at.texts(totals['max'] ?? [], 'totals.max'),
    ratios: ratiosOf(at, totals['ratio'] ?? {}),
    hasServiceLevel: entry['service_level'] === true,
    ...(section === undefined ? {} : { sectionColumn: section }),
    ...(recomputed === undefined ? {} : { recomputed }),
  }
}

/** The file is dbt's: a list of analyses with one entry, whose `config.meta` is ours. */
function reportEntry(at: Reader, name: string, file: unknown): { description: unknown; entry: Entry } {
  const top = at.entry(file, 'the file')
  at.onlyKeys(top, ['version', 'analyses'], 'the file')
  const analyses = Array.isArray(top['analyses']) ? top['analyses'] : []
  const found: unknown = analyses.find((item) => at.entry(item, 'an analysis')['name'] === name)
  const analysis = at.entry(found, `analyses must name '${name}': it`)
  at.onlyKeys(analysis, ['name', 'description', 'config'], name)
  const config = at.entry(analysis['config'], 'config')
  return { description: analysis['description'], entry: at.entry(config['meta'], 'config.meta') }
}

function yamlOf(text: string, path: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    throw new CxkpiError('CXK4001', `${path}: ${messageOf(error).split('\n')[0] ?? ''}`, { path, cause: error })
  }
}

function filtersOf(at: Reader, value: unknown): Partial<Record<FilterName, Filter>> {
  const filters: Partial<Record<FilterName, Filter>> = {}
  const entry = at.entry(value, 'filters')
  at.onlyKeys(entry, FILTER_NAMES, 'filters')
  for (const name of FILTER_NAMES) {
    if (entry[name] === undefined) continue
    const place = `filters.${name}`
    const filter = at.entry(entry[name], place)
    at.onlyKeys(filter, ['id', 'name', 'model', 'values'], place)
    filters[name] = {
      id: at.text(filter['id'], `${place}.id`),
      values: at.texts(filter['values'] ?? [], `${place}.values`),
      ...(filter['name'] === undefined ? {} : { name: at.text(filter['name'], `${place}.name`) }),
      ...(filter['model'] === undefined ? {} : { model: at.text(filter['model'], `${place}.model`) }),
    }
  }
  return filters
}

function ratiosOf(at: Reader, value: unknown): Record<string, TotalRatio> {
  return Object.fromEntries(
    Object.entries(at.entry(value, 'totals.ratio')).map(([name, parts]) => {
      const place = `totals.ratio.${name}`
      const entry = at.entry(parts, place)
      at.onlyKeys(entry, ['of', 'to', 'scale', 'less_short_abandons'], place)
      const less = entry['less_short_abandons']
      return [
        name,
        {
          of: at.texts(entry['of'], `${place}.of`),
          to: at.texts(entry['to'], `${place}.to`),
          scale: typeof entry['scale'] === 'number' ? entry['scale'] : 1,
          ...(less === undefined ? {} : { lessShortAbandons: at.text(less, `${place}.less_short_abandons`) }),
        },
      ]
    }),
  )
}

function recomputedOf(at: Reader, value: unknown, readSql: (file: string) => string): Recomputed {
  const entry = at.entry(value, 'recomputed')
  at.onlyKeys(entry, ['sql', 'columns'], 'recomputed')
  const columns = at.entry(entry['columns'], 'recomputed.columns')
  return {
    sql: readSql(at.text(entry['sql'], 'recomputed.sql')),
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, text]) => [name, at.text(text, `recomputed.columns.${name}`)]),
    ),
  }
}

/** Takes values out of YAML and says where they are wrong. */
class Reader {
  constructor(private readonly path: string) {}

  entry(value: unknown, place: string): Entry {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Entry
    return this.fail(place, 'must be a mapping')
  }

  text(value: unknown, place: string): string {
    return typeof value === 'string' && value !== '' ? value : this.fail(place, 'must be a text')
  }

  texts(value: unknown, place: string): string[] {
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value
    return typeof value === 'string' ? [value] : this.fail(place, 'must be a list of names')
  }

  onlyKeys(entry: Entry, known: readonly string[], place: string): void {
    const unknown = Object.keys(entry).find((key) => !known.includes(key))
    if (unknown === undefined) return
    this.fail(place, `has an unknown key '${unknown}', ${didYouMean(unknown, known) ?? `known: ${known.join(', ')}`}`)
  }

  private fail(place: string, fault: string): never {
    throw new CxkpiError('CXK4001', `${this.path}: ${place} ${fault}`, { path: this.path })
  }
}
