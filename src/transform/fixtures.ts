import { CxkpiError } from '../errors.js'
import { quotedIdentifier, quotedString } from '../warehouse/index.js'
import { didYouMean } from '../config/index.js'
import type { FixtureRow, Json } from './manifest.js'

/**
 * A query that yields fixture rows, every column cast to the type it has in the database; columns a row leaves out are null.
 *
 * @param columns names and types, in order
 * @param what names the rows in a message, e.g. "the rows given for stg_segments"
 * @throws CxkpiError CXK4001 where a row names a column that does not exist
 */
export function fixtureQuery(rows: readonly FixtureRow[], columns: ReadonlyMap<string, string>, what: string): string {
  const byLowerCase = new Map([...columns.keys()].map((name) => [name.toLowerCase(), name]))
  const normalised = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [known(name, byLowerCase, what), value])),
  )
  const cells = new Set(normalised.flatMap((row) => Object.keys(row)))
  const written = [...columns].map(
    ([name, type]) =>
      `cast(${cells.has(name) ? quotedIdentifier(name) : 'null'} as ${type}) as ${quotedIdentifier(name)}`,
  )
  const from = normalised.length === 0 ? 'where false' : `from ${valuesOf(normalised, [...cells])}`
  return `select ${written.join(', ')} ${from}`
}

/** Rows of literals, each with a number before them, as a row may have no cells. */
function valuesOf(rows: readonly FixtureRow[], names: readonly string[]): string {
  const tuples = rows.map((row, index) => `(${[index, ...names.map((name) => literal(row[name] ?? null))].join(', ')})`)
  return `(values ${tuples.join(',\n')}) as given(${['"row number"', ...names.map(quotedIdentifier)].join(', ')})`
}

function known(name: string, columns: ReadonlyMap<string, string>, what: string): string {
  const found = columns.get(name.toLowerCase())
  if (found !== undefined) return found
  const names = [...columns.values()]
  throw new CxkpiError('CXK4001', `${what} name the column '${name}', which does not exist`, {
    hint: didYouMean(name, names) ?? `columns: ${names.join(', ')}`,
  })
}

/** Every cell is text, so that those of a column are of one type. */
function literal(value: Json): string {
  if (value === null) return 'null'
  return quotedString(typeof value === 'object' ? JSON.stringify(value) : String(value))
}
