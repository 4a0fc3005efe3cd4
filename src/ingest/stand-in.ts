import { createHmac } from 'node:crypto'
import { isWithheld, plainAddress } from './plain-address.js'

/** What stands for personal data in the records of one database. */
export type StandIn =
  | { readonly mode: 'mask' }
  /** The key is the database's own; the plain addresses, which stand for a withheld number, are left as they are. */
  | { readonly mode: 'hash'; readonly key: string; readonly withheldAddresses: readonly string[] }

const MASK = '***'
const HASH_DIGITS = 32

/**
 * Gives what stands for a value.
 *
 * `hash` is HMAC-SHA-256 (its first 128 bits) under a key that each database makes for itself: equal values of one
 * database can be joined, those of two cannot, and who has the database has the key. An address is one however it is
 * written; what stands for a withheld number stays.
 */
export function standingIn(standIn: StandIn): (value: string) => string {
  if (standIn.mode === 'mask') return () => MASK
  const withheld = new Set(standIn.withheldAddresses)
  return (value) => {
    const address = plainAddress(value)
    if (isWithheld(address, withheld)) return address
    return `pii:${createHmac('sha256', standIn.key).update(address).digest('hex').slice(0, HASH_DIGITS)}`
  }
}
