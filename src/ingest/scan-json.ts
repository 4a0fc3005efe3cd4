const QUOTE = 34
const BACKSLASH = 92

/** A member of an object or an element of a list; `end` is undefined where the text stops inside it. */
export interface Part {
  readonly key: string
  readonly start: number
  readonly end: number | undefined
}

/** Where the JSON value that begins at `start` ends; undefined where the text stops inside it. Does not validate. */
export function endOfValue(text: string, start: number): number | undefined {
  const first = text[start]
  if (first === '"') return endOfString(text, start)
  if (first !== '{' && first !== '[') {
    const match = /[\s,\]}]/g
    match.lastIndex = start
    return match.exec(text)?.index
  }
  let depth = 0
  for (let at = start; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfString(text, at)
        if (end === undefined) return undefined
        at = end - 1
        break
      }
      case 123:
      case 91:
        depth++
        break
      case 125:
      case 93:
        depth--
        if (depth === 0) return at + 1
    }
  }
  return undefined
}

/** The index of the first character at or after `start` that is not white space. */
export function skipSpace(text: string, start: number): number {
  let at = start
  while (at < text.length && /\s/.test(text[at]!)) at++
  return at
}

/** The members of the object, or the elements of the list, that begins at `start`, as far as the text goes. */
export function* partsOf(text: string, start: number): Generator<Part> {
  const isObject = text[start] === '{'
  let at = skipSpace(text, start + 1)
  while (at < text.length && text[at] !== '}' && text[at] !== ']') {
    let key = ''
    if (isObject) {
      const end = text[at] === '"' ? endOfString(text, at) : undefined
      if (end === undefined) return
      key = text.slice(at + 1, end - 1)
      const colon = skipSpace(text, end)
      if (text[colon] !== ':') return
      at = skipSpace(text, colon + 1)
      if (at >= text.length) return
    }
    const end = endOfValue(text, at)
    yield { key, start: at, end }
    if (end === undefined) return
    at = skipSpace(text, end)
    if (text[at] === ',') at = skipSpace(text, at + 1)
    else return
  }
}

/** The values that follow one another in the text, separated by white space or by nothing, as far as they are complete. */
export function* sequenceOf(text: string): Generator<{ start: number; end: number }> {
  let start = skipSpace(text, 0)
  while (text[start] === '{' || text[start] === '[') {
    const end = endOfValue(text, start)
    if (end === undefined) return
    yield { start, end }
    start = skipSpace(text, end)
  }
}

/** Whether a text is several values, one after the other, as one who appends without line ends writes them. */
export function isSequence(text: string): boolean {
  const values = [...sequenceOf(text)]
  return values.length > 1 && skipSpace(text, values.at(-1)!.end) >= text.length
}

function endOfString(text: string, start: number): number | undefined {
  let quote = text.indexOf('"', start + 1)
  while (quote !== -1) {
    let backslashes = 0
    while (text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes++
    if (backslashes % 2 === 0) return quote + 1
    quote = text.indexOf('"', quote + 1)
  }
  return undefined
}
