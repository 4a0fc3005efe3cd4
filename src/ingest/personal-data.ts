import { createHmac, randomBytes } from 'node:crypto'
import { platforms, type Entity } from '../platforms/index.js'
import { quotedString, type Warehouse } from '../warehouse/index.js'
import { isWithheld, plainAddress } from './plain-address.js'
import { redaction, type Redact } from './redact.js'
import type { Reject } from './rejects.js'

/** What becomes of personal data of customers when records are landed: it goes, a keyed hash stands for it, or it stays. */
export type PersonalDataMode = 'mask' | 'hash' | 'keep'

/** How a load takes personal data out of records before anything of them is stored. */
export interface PersonalData {
  /** Whether it is taken out at all: then every record lands by way of its JSON text. */
  readonly isTakenOut: boolean
  /** The SQL of a record's JSON text without personal data, given the SQL of its text. */
  readonly redacted: (entity: Entity, payload: string) => string
  /** What is kept of lines that nobody could read: not their text. */
  readonly withheld: <T extends Omit<Reject, 'fileId'>>(rejects: readonly T[]) => T[]
}

const MASK = '***'
const HASH_DIGITS = 32

/** Takes nothing out: also for texts that were stored as they were to be. */
export const allKept: PersonalData = {
  isTakenOut: false,
  redacted: (_entity, payload) => payload,
  withheld: (rejects) => [...rejects],
}

/**
 * Lets the SQL of a load take personal data out of records.
 *
 * `hash` is HMAC-SHA-256 (its first 128 bits) under a key that each database makes for itself: equal values of one
 * database can be joined, those of two cannot, and who has the database has the key. An address is one however it is
 * written; what stands for a withheld number stays.
 */
export async function openPersonalData(
  warehouse: Warehouse,
  mode: PersonalDataMode,
  withheldAddresses: readonly string[],
): Promise<PersonalData> {
  if (mode === 'keep') return allKept
  const standIn = mode === 'mask' ? () => MASK : hashing(await keyOf(warehouse), new Set(withheldAddresses))
  const functions = new Map<string, Redact>(
    platforms.map(({ name, personal }) => [name, redaction(personal, standIn)] as const),
  )
  const redact = warehouse.defineFunction(2, (platform, record) => functions.get(platform)!(record))
  return {
    isTakenOut: true,
    redacted: (entity, payload) => `${redact}(${quotedString(platformOf(entity))}, ${payload})`,
    withheld: (rejects) =>
      rejects.map((reject) => ({
        ...reject,
        reason: `the line cannot be read; its text is not kept (pii: ${mode})`,
        payload: null,
      })),
  }
}

function hashing(key: string, withheld: ReadonlySet<string>): (value: string) => string {
  return (value) => {
    const address = plainAddress(value)
    if (isWithheld(address, withheld)) return address
    return `pii:${createHmac('sha256', key).update(address).digest('hex').slice(0, HASH_DIGITS)}`
  }
}

async function keyOf(warehouse: Warehouse): Promise<string> {
  await warehouse.run('insert into meta.pii_key select $key where not exists (from meta.pii_key)', {
    key: randomBytes(32).toString('hex'),
  })
  const [row] = await warehouse.rows('select key from meta.pii_key')
  return String(row?.key)
}

function platformOf(entity: Entity): string {
  return platforms.find(({ entities }) => entities.includes(entity))!.name
}
