import type { Session } from '../warehouse/index.js'
import { closingParenthesis } from './closing-parenthesis.js'

/** How the macro asked_first begins a subquery that gives one number. */
const MARK = '(/* asked first */'

export interface Asked {
  readonly sql: string
  /** The numbers that took the place of subqueries, as SQL; those within these took theirs before. */
  readonly numbers: ReadonlyMap<string, string>
}

/**
 * Runs the subqueries of a statement that are to be asked first, and puts numbers into their places: with the number itself
 * DuckDB leaves out most of what a scan or a join would read, or all that a condition excludes.
 *
 * @param known what was asked before
 * @param withCtes stands before each query: the expressions that it may read
 */
export async function askFirst(
  warehouse: Session,
  statement: string,
  known: ReadonlyMap<string, string> = new Map(),
  withCtes = '',
): Promise<Asked> {
  const numbers = new Map(known)
  let sql = [...known].reduce((text, [subquery, number]) => text.replaceAll(subquery, number), statement)
  // What begins last has none within it.
  for (let start = sql.lastIndexOf(MARK); start >= 0; start = sql.lastIndexOf(MARK)) {
    const end = closingParenthesis(sql, start + MARK.length) ?? sql.length
    const subquery = sql.slice(start, end + 1)
    const [row] = await warehouse.rows(`${withCtes} select cast(${subquery} as bigint) as number`)
    const number = String(row?.['number'] ?? null)
    numbers.set(subquery, number)
    sql = sql.replaceAll(subquery, number)
  }
  return { sql, numbers }
}
