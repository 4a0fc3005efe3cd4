/** What SQL holds that may hide a parenthesis or an end: comments, texts, quoted names. */
const TOKEN = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]/g

/** Where the parenthesis ends that began before a position; undefined where it does not. */
export function closingParenthesis(sql: string, from: number): number | undefined {
  let depth = 1
  TOKEN.lastIndex = from
  for (let token = TOKEN.exec(sql); token !== null; token = TOKEN.exec(sql)) {
    if (token[0] === '(') depth += 1
    if (token[0] === ')' && --depth === 0) return token.index
  }
  return undefined
}
