const LENGTH = 60

/** A short piece of a file, quoted, safe to print: control characters are written as escapes. */
export function excerpt(text: string): string {
  const piece = text.length > LENGTH ? `${text.slice(0, LENGTH)}…` : text
  return `'${escapeControls(piece)}'`
}

/** Writes control characters and direction marks as `\n` or `\u001b`, so that a file cannot command the terminal. */
export function escapeControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    if (character === '\n') return '\\n'
    if (character === '\r') return '\\r'
    if (character === '\t') return '\\t'
    return `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`
  })
}
