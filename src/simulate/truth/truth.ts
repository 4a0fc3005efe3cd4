import type { AgentStates, Centre } from '../../platforms/centre.js'
import type { Exporter } from '../../platforms/exporter.js'
import type { Journey } from '../../platforms/journey.js'
import { localDays } from '../local-day.js'
import type { CountedEvaluation } from './agent-daily.js'
import { AgentDaily } from './agent-daily.js'
import type { Row } from './agent-day.js'
import type { DateBasis } from './basis.js'
import { DATE_BASES } from './basis.js'
import { FirstContacts } from './first-contacts.js'
import { ConversationDaily } from './conversation-daily.js'
import { legsOf, type Traits } from './legs.js'
import { QueueDaily } from './queue-daily.js'
import { stateTimes } from './states.js'

/** What the platform's exports tell and what not. */
export type Knowledge = Traits &
  Pick<
    Exporter,
    | 'tellsRefusalsByStates'
    | 'knowsRefusals'
    | 'knowsShortAbandons'
    | 'knowsHeldPartyAbandons'
    | 'knowsPrequeueAbandons'
  >

/** What the marts must show, counted from what happened while it happens. */
export class Truth {
  readonly #queue: readonly QueueDaily[]
  readonly #agent: readonly AgentDaily[]
  readonly #firstContacts: FirstContacts
  readonly #conversations: ConversationDaily
  readonly #localDay: (instantMs: number) => string

  constructor(
    readonly platform: string,
    readonly centre: Centre,
    readonly zone: string,
    readonly knows: Knowledge = {},
    firstContactWindowMs?: number,
  ) {
    const localDay = localDays(zone)
    this.#localDay = localDay
    this.#firstContacts = new FirstContacts(localDay, firstContactWindowMs)
    this.#conversations = new ConversationDaily(localDay, platform)
    this.#queue = DATE_BASES.map((basis) => new QueueDaily(basis, localDay, platform))
    this.#agent = DATE_BASES.map((basis) => new AgentDaily(basis, localDay, platform, knows.tellsRefusalsByStates))
  }

  /** Counts a conversation and its counted evaluations, as they finally are. */
  add(journey: Journey, evaluations: readonly CountedEvaluation[]): void {
    const legs = legsOf(journey, this.centre, this.knows)
    this.#firstContacts.add(journey, legs)
    this.#conversations.add(journey, legs)
    for (const daily of this.#queue) daily.add(legs)
    for (const daily of this.#agent) {
      daily.add(legs)
      for (const evaluation of evaluations) daily.addEvaluation(evaluation, legs)
    }
  }

  addStates(states: AgentStates, completeUntilMs: number): void {
    for (const [date, times] of stateTimes(states, this.#localDay, this.zone, completeUntilMs)) {
      for (const daily of this.#agent) daily.addStates(date, states.agentId, times)
    }
  }

  queueDaily(): Record<DateBasis, Row[]> {
    const { knowsShortAbandons, knowsHeldPartyAbandons } = this.knows
    return byBasis(this.#queue, (row) => ({
      ...row,
      // Where anybody abandoned, nobody knows how many of them did so at once.
      ...(knowsShortAbandons === false && Number(row.abandoned_count) > 0 ? { short_abandoned_count: null } : {}),
      // Nobody hangs up on hold here; where anybody was answered, few platforms tell.
      held_party_abandoned_count: knowsHeldPartyAbandons === true || row.answered_count === 0 ? 0 : null,
    }))
  }

  firstContacts(): Row[] {
    return this.#firstContacts.rows()
  }

  conversationDaily(): Row[] {
    const rows = this.#conversations.rows()
    return this.knows.knowsPrequeueAbandons === false
      ? rows.map((row) => ({ ...row, prequeue_abandoned_count: null }))
      : rows
  }

  agentDaily(): Record<DateBasis, Row[]> {
    return byBasis(this.#agent, this.knows.knowsRefusals === false ? withUnknownRefusals : (row) => row)
  }
}

/** Where anybody did not accept, nobody knows whether they declined. */
function withUnknownRefusals(row: Row): Row {
  const refused = Number(row.not_responding_count) + Number(row.declined_count)
  return refused > 0 ? { ...row, not_responding_count: null, not_responding_rate: null, declined_count: null } : row
}

function byBasis(
  dailies: readonly { basis: DateBasis; rows: () => Row[] }[],
  as: (row: Row) => Row,
): Record<DateBasis, Row[]> {
  const found: Record<DateBasis, Row[]> = { leg: [], event: [], conversation: [] }
  for (const daily of dailies) found[daily.basis] = daily.rows().map(as)
  return found
}
