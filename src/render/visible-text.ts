/** Characters that move the cursor, change colours or turn the reading direction: C0, C1, and bidi controls. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** The text with control characters written out (`\x1b`), so that data can never drive a terminal. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (character) => NAMED[character] ?? escaped(character))
}

/** As visibleText, but keeps line ends: for messages of several lines. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visibleText).join('\n')
}

function escaped(character: string): string {
  const code = character.charCodeAt(0)
  return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}
