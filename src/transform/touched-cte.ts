import { closingParenthesis } from './closing-parenthesis.js'

const TOUCHED = /\btouched\s+as\s*\(/i

/** The common table expression `touched` of an incremental model, cut out of its SQL. */
export interface TouchedCte {
  /** A query of all that it names. */
  readonly query: string
  /** The model's SQL, in which it reads a table instead. */
  readonly withRowsOf: (table: string) => string
}

/** Undefined where there is none. */
export function touchedCte(sql: string): TouchedCte | undefined {
  const head = TOUCHED.exec(sql)
  if (head === null) return undefined
  const start = head.index + head[0].length
  const end = closingParenthesis(sql, start)
  if (end === undefined) return undefined
  return {
    query: `${sql.slice(0, end + 1)}\nselect * from touched`,
    withRowsOf: (table) => `${sql.slice(0, start)}select * from ${table}${sql.slice(end)}`,
  }
}
