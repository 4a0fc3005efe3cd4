const ALWAYS = /^[=@\t\r\n\uFF1D\uFF20]/
const SIGN = /^[+\-\uFF0B\uFF0D]/
const NUMBER = /^[+-](\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i
const TELEPHONE = /^\+\d[\d ().-]{5,24}$/

/** Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers and telephone numbers stay. */
export function defused(text: string): string {
  if (ALWAYS.test(text)) return `'${text}`
  return SIGN.test(text) && !NUMBER.test(text) && !TELEPHONE.test(text) ? `'${text}` : text
}
