const NUMBER = /^(?:tel|sips?|sms|whatsapp):([+]?[0-9]+)(?:[@;].*)?$/
const SCHEME = /^(?:tel|sips?|mailto|sms|whatsapp):/

/** An address as the models write it to know a customer again: 'tel:+1555' → '+1555', 'Ada@Example.com' → 'ada@example.com'. */
export function plainAddress(text: string): string {
  const small = text.trim().toLowerCase()
  return NUMBER.exec(small)?.[1] ?? small.replace(SCHEME, '')
}

/** Whether a plain address is nobody's, given the words that stand in the place of a withheld number. */
export function isWithheld(address: string, words: ReadonlySet<string>): boolean {
  return words.has(address.split('@')[0] ?? '')
}
