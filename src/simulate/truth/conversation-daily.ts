import type { Journey } from '../../platforms/journey.js'
import type { Row } from './agent-day.js'
import type { LocalDay } from './basis.js'
import type { Legs } from './legs.js'

interface ConversationDay {
  conversations: number
  queued: number
  handled: number
  hungUpInMenu: number
}

/** Counts conversations on the local day on which they began, whatever the date basis of legs. */
export class ConversationDaily {
  readonly #days = new Map<string, ConversationDay>()

  constructor(
    readonly localDay: LocalDay,
    readonly platform: string,
  ) {}

  add(journey: Journey, legs: Legs): void {
    const day = this.#day(journey.startedAt)
    day.conversations++
    if (legs.queueLegs.length > 0) day.queued++
    if (legs.agentLegs.some(({ kind }) => kind === 'handled')) day.handled++
    if (hungUpInMenu(journey)) day.hungUpInMenu++
  }

  rows(): Row[] {
    return [...this.#days]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([date, { conversations, queued, handled, hungUpInMenu }]) => ({
        platform: this.platform,
        interaction_date: date,
        conversation_count: conversations,
        queued_count: queued,
        handled_count: handled,
        prequeue_abandoned_count: hungUpInMenu,
      }))
  }

  #day(instantMs: number): ConversationDay {
    const date = this.localDay(instantMs)
    const day = this.#days.get(date) ?? { conversations: 0, queued: 0, handled: 0, hungUpInMenu: 0 }
    this.#days.set(date, day)
    return day
  }
}

/** Whether the caller left while the menu spoke, before any queue or employee. */
function hungUpInMenu({ direction, ivrs, waits, parts }: Journey): boolean {
  return direction === 'inbound' && waits.length === 0 && parts.length === 0 && ivrs.at(-1)?.exit === 'hung_up'
}
