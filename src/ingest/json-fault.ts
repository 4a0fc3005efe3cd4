/** Where a JSON text goes wrong. */
export interface JsonFault {
  /** In characters. */
  readonly at: number
  /** The text stops before the value does. */
  readonly isEnd: boolean
}

const SPACE = /[ \t\r\n]*/y
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or end'

/** Finds the first fault of a sequence of JSON values, as strict as JSON.parse; undefined where there is none. */
export function findJsonFault(text: string): JsonFault | undefined {
  const stack: string[] = []
  let expected: Expected = 'value'
  let at = after(SPACE, text, 0)!
  while (at < text.length) {
    const character = text[at]!
    let end: number | undefined
    if (expected === 'comma or end') {
      if (stack.length === 0) return { at, isEnd: false }
      if (character !== ',' && character !== stack.at(-1)) return { at, isEnd: false }
      end = at + 1
      if (character === ',') expected = stack.at(-1) === '}' ? 'key' : 'value'
      else stack.pop()
    } else if (expected === 'colon') {
      if (character !== ':') return { at, isEnd: false }
      end = at + 1
      expected = 'value'
    } else if (character === (expected === 'value or ]' ? ']' : expected === 'key or }' ? '}' : '')) {
      stack.pop()
      end = at + 1
      expected = 'comma or end'
    } else if (expected === 'key' || expected === 'key or }') {
      end = after(STRING, text, at)
      expected = 'colon'
    } else if (character === '{' || character === '[') {
      stack.push(character === '{' ? '}' : ']')
      end = at + 1
      expected = character === '{' ? 'key or }' : 'value or ]'
    } else {
      end = after(STRING, text, at) ?? after(SCALAR, text, at)
      expected = 'comma or end'
    }
    if (end === undefined) return faultInside(text, at)
    at = after(SPACE, text, end)!
    if (stack.length === 0 && expected === 'comma or end' && /[{[]/.test(text[at] ?? '')) expected = 'value'
  }
  const isWhole = stack.length === 0 && expected === 'comma or end'
  return isWhole ? undefined : { at: text.length, isEnd: true }
}

/** A string that is not closed, or something that is no value. */
function faultInside(text: string, at: number): JsonFault {
  if (text[at] !== '"') return { at, isEnd: false }
  const inside = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y
  const end = after(inside, text, at)!
  return end >= text.length ? { at: text.length, isEnd: true } : { at: end, isEnd: false }
}

function after(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : undefined
}
