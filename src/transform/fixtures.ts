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
  const select = (row: FixtureRow): string =>
    [...columns]
      .map(([name, type]) => `cast(${literal(row[name] ?? null)} as ${type}) as ${quotedIdentifier(name)}`)
      .join(', ')
  if (rows.length === 0) return `select ${select({})} where false`
  return normalised.map((row) => `select ${select(row)}`).join('\nunion all\n')
}

function known(name: string, columns: ReadonlyMap<string, string>, what: string): string {
  const found = columns.get(name.toLowerCase())
  if (found !== undefined) return found
  const names = [...columns.values()]
  throw new CxkpiError('CXK4001', `${what} name the column '${name}', which does not exist`, {
    hint: didYouMean(name, names) ?? `columns: ${names.join(', ')}`,
  })
}

function literal(value: Json): string {
  if (typeof value === 'string') return quotedString(value)
  if (value === null || typeof value !== 'object') return String(value)
  return quotedString(JSON.stringify(value))
}
