/** What SQL holds that may hide a parenthesis or an end: comments, texts, quoted names. */
const TOKEN = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]/g
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

/** Where the parenthesis ends that began before a position. */
function closingParenthesis(sql: string, from: number): number | undefined {
  let depth = 1
  TOKEN.lastIndex = from
  for (let token = TOKEN.exec(sql); token !== null; token = TOKEN.exec(sql)) {
    if (token[0] === '(') depth += 1
    if (token[0] === ')' && --depth === 0) return token.index
  }
  return undefined
}
