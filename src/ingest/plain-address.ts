/** What stands in the place of a number that its caller withheld: the models' variable `withheld_addresses`. */
export const WITHHELD: readonly string[] = [
  ...['***', 'anonymous', 'blocked', 'private', 'restricted', 'unavailable', 'unknown', 'withheld'],
  ...['+266696687', '+2562533', '+7378742833', '+86282452253', '+8656696'],
]

const NUMBER = /^(?:tel|sips?|sms|whatsapp):([+]?[0-9]+)(?:[@;].*)?$/
const SCHEME = /^(?:tel|sips?|mailto|sms|whatsapp):/
const withheld = new Set(WITHHELD)

/** An address as the models write it to know a customer again: 'tel:+1555' → '+1555', 'Ada@Example.com' → 'ada@example.com'. */
export function plainAddress(text: string): string {
  const small = text.trim().toLowerCase()
  return NUMBER.exec(small)?.[1] ?? small.replace(SCHEME, '')
}

/** Whether a plain address is nobody's. */
export function isWithheld(address: string): boolean {
  return withheld.has(address.split('@')[0] ?? '')
}
