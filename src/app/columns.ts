import type { Column, ColumnType, Unit } from '../result.js'

const TYPE_OF_UNIT: Readonly<Record<Unit, ColumnType>> = {
  text: 'varchar',
  count: 'bigint',
  seconds: 'double',
  rate: 'double',
  percent: 'double',
  score: 'double',
  date: 'date',
  instant: 'timestamptz',
  boolean: 'boolean',
}

/** Columns of an answer that cxkpi itself makes, e.g. `columns({ path: 'text', rows: 'count' })`. */
export function columns(units: Readonly<Record<string, Unit>>): Column[] {
  return Object.entries(units).map(([name, unit]) => ({ name, unit, type: TYPE_OF_UNIT[unit] }))
}

const UNIT_OF_TYPE: Readonly<Record<ColumnType, Unit>> = {
  varchar: 'text',
  bigint: 'text',
  double: 'text',
  boolean: 'boolean',
  date: 'date',
  timestamptz: 'instant',
}

/** Columns of a query that nobody described: shown as they are, without a unit. */
export function plainColumns(found: readonly { readonly name: string; readonly type: ColumnType }[]): Column[] {
  return found.map(({ name, type }) => ({ name, type, unit: UNIT_OF_TYPE[type] }))
}
