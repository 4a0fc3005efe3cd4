import type { Journey } from '../../journey.js'

/** How Twilio writes a withheld number: ANONYMOUS on a telephone's keys. */
const WITHHELD = '+266696687'

/** The number by which the customer came, as Twilio writes it; null where we called. */
export function numberOf({ customer, direction }: Journey): string | null {
  return direction === 'inbound' ? (customer.address ?? WITHHELD) : null
}
