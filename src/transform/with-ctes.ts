const LEADING = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/
const WITH = /^with(\s+recursive)?\b/i

/** Puts common table expressions before those a query has of its own. */
export function withCtes(sql: string, ctes: ReadonlyMap<string, string>): string {
  if (ctes.size === 0) return sql
  const head = LEADING.exec(sql)?.[0] ?? ''
  const rest = sql.slice(head.length)
  const own = WITH.exec(rest)
  const list = [...ctes].map(([name, query]) => `${name} as (\n${query}\n)`).join(',\n')
  if (own === null) return `${head}with ${list}\n${rest}`
  return `${head}with${own[1] ?? ''} ${list},\n${rest.slice(own[0].length).trimStart()}`
}
