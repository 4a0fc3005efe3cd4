import type { Column, ColumnType, Unit } from '../result.js'

const SUFFIXES: readonly (readonly [string, Unit])[] = [
  ['_count', 'count'],
  ['_seconds', 'seconds'],
  ['_rate', 'rate'],
  ['_pct', 'percent'],
  ['_score', 'score'],
  ['_score_sum', 'score'],
  ['_date', 'date'],
  ['_at', 'instant'],
]

/** The unit is in the name: that is a rule of the SQL project. */
export function unitOf(name: string, type: ColumnType): Unit {
  if (type === 'boolean') return 'boolean'
  if (type === 'varchar') return 'text'
  return SUFFIXES.find(([suffix]) => name.endsWith(suffix))?.[1] ?? (name.startsWith('total_') ? 'count' : 'text')
}

export function withUnits(found: readonly { readonly name: string; readonly type: ColumnType }[]): Column[] {
  return found.map(({ name, type }) => ({ name, type, unit: unitOf(name, type) }))
}
