import { silentEffects, type Effects } from '../effects.js'
import { CxkpiError, messageOf } from '../errors.js'
import type { Column, Row } from '../result.js'
import { plainColumns } from './columns.js'
import { withDatabase, type Context } from './context.js'

/**
 * Runs the user's SQL on the database, read-only, and hands on its rows in batches.
 *
 * @throws CxkpiError CXK2004 with DuckDB's own words where the SQL does not run
 */
export async function query<T>(
  context: Context,
  sql: string,
  use: (columns: Column[], batches: AsyncIterable<Row[]>) => Promise<T>,
  effects: Effects = silentEffects,
): Promise<T> {
  return withDatabase(context, 'read', effects, async (warehouse) => {
    const { columns, batches } = await warehouse.stream(sql).catch(throwSqlError)
    return use(plainColumns(columns), sqlErrorsOf(batches))
  })
}

async function* sqlErrorsOf(batches: AsyncIterable<Row[]>): AsyncIterable<Row[]> {
  try {
    yield* batches
  } catch (error) {
    throwSqlError(error)
  }
}

function throwSqlError(error: unknown): never {
  if (error instanceof CxkpiError) throw error
  const [first = '', ...rest] = messageOf(error).replace('Failed to extract statements: ', '').split('\n')
  const hint = rest.find((line) => /^(Candidate|Did you mean)/i.test(line.trim()))?.trim()
  throw new CxkpiError('CXK2004', `the SQL does not run: ${first}`, {
    hint: hint ?? "'cxkpi ls' lists the tables, 'cxkpi describe NAME' their columns",
    cause: error,
  })
}
