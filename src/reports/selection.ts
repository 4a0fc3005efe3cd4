import { closestNames } from '../config/index.js'
import { CxkpiError } from '../errors.js'
import { quotedIdentifier, type Warehouse } from '../warehouse/index.js'
import type { Period } from './period.js'
import { FILTER_NAMES, type Filter, type FilterName, type Report } from './report.js'

/** What the user picked, as ids: a filter that is not there picks everything. */
export type Picked = Readonly<Partial<Record<FilterName, readonly string[]>>>

/**
 * Turns the names and ids a user wrote into ids. Names are compared without regard to case; one name may be several ids.
 *
 * @throws CxkpiError CXK1001 (the report has no such filter), CXK5001 (nobody has that name) with the closest names
 */
export async function resolvePicked(
  warehouse: Warehouse,
  report: Report,
  wanted: Readonly<Partial<Record<FilterName, readonly string[] | undefined>>>,
): Promise<Picked> {
  const picked: Partial<Record<FilterName, readonly string[]>> = {}
  for (const name of FILTER_NAMES) {
    const values = wanted[name]
    if (values === undefined || values.length === 0) continue
    const filter = report.filters[name]
    if (filter === undefined) {
      throw new CxkpiError('CXK1001', `the report ${report.name} has no ${name}`, { hint: `leave out --${name}` })
    }
    const known = await knownMembers(warehouse, filter, report.model)
    picked[name] = values.flatMap((value) => idsOf(name, value, known))
  }
  return picked
}

interface Member {
  readonly id: string
  readonly name: string
}

async function knownMembers(warehouse: Warehouse, filter: Filter, mart: string): Promise<Member[]> {
  const model = quotedIdentifier(filter.model ?? mart)
  const name = quotedIdentifier(filter.name ?? filter.id)
  const rows = await warehouse.rows(
    `select distinct ${quotedIdentifier(filter.id)} as id, ${name} as name from ${model}`,
  )
  return [
    ...rows.map(({ id, name: label }) => ({ id: String(id), name: String(label ?? id) })),
    ...filter.values.map((value) => ({ id: value, name: value })),
  ]
}

function idsOf(filter: FilterName, wanted: string, known: readonly Member[]): string[] {
  const exact = known.filter(({ id }) => id === wanted)
  const found = exact.length > 0 ? exact : known.filter(({ name }) => name.toLowerCase() === wanted.toLowerCase())
  if (found.length > 0) return [...new Set(found.map(({ id }) => id))]
  const names = known.map(({ name }) => name)
  const near = closestNames(wanted, names)
  const few = [...new Set(names)].sort().slice(0, 10)
  throw new CxkpiError('CXK5001', `there is no ${filter} '${wanted}'`, {
    hint: near.length > 0 ? `closest: ${near.join(', ')}` : `known: ${few.join(', ') || 'none yet'}`,
  })
}

/** The `where` that keeps the picked rows, every value a bound parameter. */
export function whereOf(
  report: Report,
  period: Period,
  picked: Picked,
): { readonly sql: string; readonly parameters: Record<string, string> } {
  const parameters: Record<string, string> = {}
  const terms: string[] = []
  for (const [bound, operator] of [
    ['since', '>='],
    ['until', '<='],
  ] as const) {
    const day = period[bound]
    if (day === undefined) continue
    if (report.dateColumn === undefined) {
      throw new CxkpiError('CXK1001', `the report ${report.name} has no days`, { hint: `leave out --${bound}` })
    }
    parameters[bound] = day
    terms.push(`${quotedIdentifier(report.dateColumn)} ${operator} cast($${bound} as date)`)
  }
  for (const name of FILTER_NAMES) {
    const ids = picked[name]
    const filter = report.filters[name]
    if (ids === undefined || filter === undefined) continue
    const places = ids.map((id, index) => {
      parameters[`${name}_${index}`] = id
      return `$${name}_${index}`
    })
    terms.push(`${quotedIdentifier(filter.id)} in (${places.join(', ')})`)
  }
  return { sql: terms.length === 0 ? '' : `where ${terms.join(' and ')}`, parameters }
}
