/** The structure of a DuckDB type, as far as reading records needs it. */
export type TypeTree =
  | { readonly kind: 'leaf'; readonly name: string }
  | { readonly kind: 'list'; readonly element: TypeTree }
  | { readonly kind: 'struct'; readonly fields: readonly (readonly [name: string, type: TypeTree])[] }

/** Reads the name that DuckDB gives a type, e.g. `STRUCT(id VARCHAR, "at" TIMESTAMP)[]`. Maps, enums and the like are leaves. */
export function parseType(text: string): TypeTree {
  const list = /^(.*)\[\d*\]$/s.exec(text)
  if (list !== null) return { kind: 'list', element: parseType(list[1]!) }
  if (!text.startsWith('STRUCT(') || !text.endsWith(')')) return { kind: 'leaf', name: text }
  return { kind: 'struct', fields: parts(text.slice('STRUCT('.length, -1)).map(parseField) }
}

function parseField(text: string): [string, TypeTree] {
  const quoted = /^"((?:[^"]|"")*)" (.*)$/s.exec(text)
  if (quoted !== null) return [quoted[1]!.replaceAll('""', '"'), parseType(quoted[2]!)]
  const space = text.indexOf(' ')
  return [text.slice(0, space), parseType(text.slice(space + 1))]
}

/** Splits at the commas that stand in no bracket and no quotes. */
function parts(text: string): string[] {
  const found: string[] = []
  let depth = 0
  let isQuoted = false
  let start = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') isQuoted = !isQuoted
    if (isQuoted) continue
    if (character === '(') depth++
    if (character === ')') depth--
    if (character !== ',' || depth > 0) continue
    found.push(text.slice(start, at))
    start = at + 2
  }
  if (start < text.length) found.push(text.slice(start))
  return found
}
