import type { Journey } from '../../platforms/journey.js'
import { lastInstant } from '../as-of.js'
import type { Row } from './agent-day.js'
import type { Legs } from './legs.js'

/** An inbound conversation of a known customer that reached a queue. */
interface Contact {
  readonly conversationId: string
  readonly startedAt: number
  /** Infinity while it goes on. */
  readonly endedAt: number
  readonly isHandled: boolean
  /** Our own call. */
  readonly isCallback: boolean
}

const WINDOW_MS = 7 * 24 * 3_600_000

/** Which conversations were first contacts, and whether their customers came back (definition sheet, section 7, D22). */
export class FirstContacts {
  readonly #byCustomer = new Map<string, Contact[]>()

  constructor(
    readonly localDay: (instantMs: number) => string,
    readonly windowMs = WINDOW_MS,
  ) {}

  add(journey: Journey, legs: Legs): void {
    const { address } = journey.customer
    const isHandled = legs.agentLegs.some(({ kind }) => kind === 'handled')
    if (address === null || journey.direction !== 'inbound') return
    if (legs.queueLegs.length === 0 && !isHandled) return
    const contact: Contact = {
      conversationId: journey.id,
      startedAt: journey.startedAt,
      endedAt: lastInstant(journey),
      isHandled,
      isCallback: journey.channel === 'callback',
    }
    const contacts = this.#byCustomer.get(address)
    if (contacts === undefined) this.#byCustomer.set(address, [contact])
    else contacts.push(contact)
  }

  /** One row a first contact; its window has no end while it goes on. */
  rows(): Row[] {
    return [...this.#byCustomer.values()].flatMap((contacts) =>
      contacts
        .filter((one) => one.isHandled && !contacts.some((other) => other.isHandled && this.#follows(one, other)))
        .map((one) => ({
          conversation_id: one.conversationId,
          interaction_date: this.localDay(one.startedAt),
          is_repeated: contacts.some((other) => !other.isCallback && this.#follows(other, one)),
          window_ends_at: one.endedAt === Infinity ? null : new Date(one.endedAt + this.windowMs).toISOString(),
        })),
    )
  }

  #follows(one: Contact, earlier: Contact): boolean {
    const isLater =
      one.startedAt > earlier.startedAt ||
      (one.startedAt === earlier.startedAt && one.conversationId > earlier.conversationId)
    return isLater && one.startedAt < earlier.endedAt + this.windowMs
  }
}
