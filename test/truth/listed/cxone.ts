import type { AgentPart, Journey, QueueWait, Stretch } from '../../../src/platforms/journey.js'
import {
  type Listed,
  bothMarts,
  eachPart,
  eachWait,
  isDialled,
  isForced,
  isHeld,
  isRunning,
  isTakenAway,
  lengthOf,
  partsOf,
  sum,
  waitsOf,
} from './listed.js'
import { MESSAGES_ARE_ABANDONED, OUTSIDE_IS_NOT_TOLD } from './both.js'

/** What contacts and the history of their states tell otherwise than Genesys Cloud. */
export const CXONE: readonly Listed[] = [
  OUTSIDE_IS_NOT_TOLD,
  {
    name: 'dialling is not told',
    apply: eachPart((part) =>
      part.dialing === null ? part : { ...part, contacting: null, dialing: atItsEnd(part.dialing) },
    ),
    changes: (journeys) => {
      const dialled = partsOf(journeys).filter(isDialled)
      const talked = dialled.filter(({ stretches }) => stretches.length > 0)
      const dialMs = (parts: readonly AgentPart[]) =>
        sum(parts.map(({ contacting, dialing }) => lengthOf(contacting) + lengthOf(dialing)))
      const vain = dialled.filter((part) => !talked.includes(part))
      return {
        'agent.total_outbound_handle_seconds': -dialMs(talked),
        'agent.total_unconnected_handle_seconds': -dialMs(vain),
        'agent.unconnected_handle_count': -vain.filter(({ acw }) => acw === null).length,
      }
    },
    also: [
      'queue.total_outbound_handle_seconds',
      'queue.total_unconnected_handle_seconds',
      'queue.unconnected_handle_count',
    ],
  },
  {
    name: 'an alert that nobody took is in no contact',
    apply: (journey) =>
      journey.parts.some(isMissed) ? { ...journey, parts: journey.parts.filter((part) => !isMissed(part)) } : journey,
    changes: (journeys) => {
      const missed = partsOf(journeys).filter(isMissed)
      const results = missed.map(({ alert }) => alert?.result)
      const count = (result: string) => results.filter((each) => each === result).length
      return {
        'agent.not_responding_count': -count('not_responding'),
        'agent.declined_count': -count('declined'),
        'agent.alerted_count': -count('not_responding') - count('declined'),
        'agent.unconnected_handle_count': -missed.filter(isForced).length,
        'queue.unconnected_handle_count': -missed.filter(isForced).length,
      }
    },
    also: ['agent.total_unconnected_handle_seconds', 'queue.total_unconnected_handle_seconds'],
  },
  {
    name: 'whom a dialer reached is outbound: never offered',
    apply: (journey) => (waitsOfCampaign(journey).length > 0 ? withoutCampaign(journey) : journey),
    changes: (journeys) => {
      const waits = journeys.flatMap(waitsOfCampaign)
      const answered = waits.filter(({ end }) => end?.outcome === 'answered').length
      return {
        'queue.offered_count': -waits.length,
        'queue.answered_count': -answered,
        'queue.abandoned_count': -waits.filter(({ end }) => end?.outcome === 'abandoned').length,
        'queue.flow_out_count': -waits.filter(({ end }) => end?.outcome === 'flow_out').length,
        'queue.other_count': -waits.filter(({ end }) => end?.outcome === 'given_up').length,
        'queue.handled_count': -answered,
        'queue.outbound_handled_count': answered,
        'agent.handled_count': -answered,
        'agent.outbound_handled_count': answered,
        'agent.answered_count': -answered,
        'agent.alerted_count': -answered,
      }
    },
    also: bothMarts([
      'total_handle_seconds',
      'total_talk_seconds',
      'total_hold_seconds',
      'total_acw_seconds',
      'held_count',
      'transferred_count',
      'total_outbound_handle_seconds',
    ]).concat([
      'queue.short_abandoned_count',
      'queue.flow_out_overflow_count',
      'queue.flow_out_callback_count',
      'queue.flow_out_voicemail_count',
      'queue.answered_in_target_count',
      'queue.service_level_base_count',
      'queue.total_answer_wait_seconds',
      'queue.total_abandon_wait_seconds',
    ]),
  },
  MESSAGES_ARE_ABANDONED,
  {
    name: 'what was taken from its queue by nobody left the queue',
    apply: eachWait((wait) =>
      isTakenAway(wait) ? { ...wait, end: { ...wait.end!, outcome: 'flow_out', flowOut: 'ivr' } } : wait,
    ),
    changes: (journeys) => {
      const count = waitsOf(journeys).filter(isTakenAway).length
      return { 'queue.other_count': -count, 'queue.flow_out_count': count }
    },
    also: [],
  },
  {
    name: 'what goes on in the same skill, or nowhere, tells no overflow',
    apply: eachWait((wait, { waits }) =>
      isLostOverflow(wait, waits) ? { ...wait, end: { ...wait.end!, flowOut: 'ivr' } } : wait,
    ),
    changes: (journeys) => ({
      'queue.flow_out_overflow_count': -journeys.flatMap(({ waits }) =>
        waits.filter((wait) => isLostOverflow(wait, waits)),
      ).length,
    }),
    also: [],
  },
  {
    name: 'a digital contact has the after-call work of its last agent, and the holds of each only where nobody held',
    apply: (journey) =>
      shared(journey).length > 0
        ? { ...journey, parts: journey.parts.map((part) => asShared(part, journey)) }
        : journey,
    changes: (journeys) => {
      const acwMs = sum(
        journeys.flatMap((journey) => shared(journey).map(({ parts }) => sum(parts.slice(0, -1).map(acwOf)))),
      )
      const holdMs = sum(journeys.flatMap((journey) => shared(journey).map(({ parts }) => sum(parts.map(holdOf)))))
      return Object.fromEntries(
        ['agent', 'queue'].flatMap((mart) => [
          [`${mart}.total_acw_seconds`, -acwMs],
          [`${mart}.total_handle_seconds`, -acwMs],
          [`${mart}.total_talk_seconds`, holdMs],
        ]),
      )
    },
    also: [],
  },
  {
    name: 'after-call work that lasts counts 0 until it is known',
    apply: eachPart((part) => (isWrappingUp(part) ? { ...part, acw: null } : part)),
    changes: (journeys) => {
      const lasting = journeys.flatMap(({ parts }) => parts.filter(isWrappingUp))
      const outbound = lasting.filter(isDialled).length
      return { 'agent.outbound_handled_count': outbound, 'agent.handled_count': lasting.length - outbound }
    },
    also: bothMarts([
      'total_outbound_handle_seconds',
      'total_handle_seconds',
      'total_talk_seconds',
      'total_hold_seconds',
      'held_count',
      'transferred_count',
    ]).concat(['queue.outbound_handled_count', 'queue.handled_count']),
  },
]

/** All but the after-call work is over. */
function isWrappingUp(part: AgentPart): boolean {
  return part.role === 'work' && part.acw?.to === null && !isRunning({ ...part, acw: null })
}

function isMissed({ role, acceptedAt, dialing }: AgentPart): boolean {
  return role === 'work' && acceptedAt === null && dialing === null
}

/** What happened before anybody passed the customer on. */
function waitsOfCampaign({ waits }: Journey): QueueWait[] {
  if (waits[0]?.cause !== 'campaign') return []
  const passedOn = waits.findIndex(({ cause }) => cause === 'transfer' || cause === 'consult')
  return waits.slice(0, passedOn === -1 ? waits.length : passedOn)
}

function withoutCampaign(journey: Journey): Journey {
  const dropped = waitsOfCampaign(journey).map(({ sessionId }) => sessionId)
  const isOutbound = ({ waitSessionId, acceptedAt }: AgentPart) =>
    acceptedAt !== null && dropped.includes(waitSessionId ?? '')
  const outbound = (part: AgentPart): AgentPart => ({
    ...part,
    channel: 'voice',
    waitSessionId: null,
    alert: null,
    acceptedAt: null,
    dialing: { from: part.acceptedAt!, to: part.acceptedAt },
  })
  return {
    ...journey,
    waits: journey.waits.filter(({ sessionId }) => !dropped.includes(sessionId)),
    parts: journey.parts.map((part) => (isOutbound(part) ? outbound(part) : part)),
  }
}

function isLostOverflow(wait: QueueWait, waits: readonly QueueWait[]): boolean {
  const next = waits[waits.indexOf(wait) + 1]
  return wait.end?.flowOut === 'overflow' && (next?.cause !== 'overflow' || next.queueId === wait.queueId)
}

/** Digital contacts of several agents: from one message after a pause to the next. */
function shared({ waits, parts }: Journey): { readonly parts: readonly AgentPart[] }[] {
  const starts = waits
    .filter(({ cause, channel }) => channel === 'message' && cause === 'flow')
    .map((wait) => wait.enteredAt)
  return starts
    .map((from, index) => {
      const to = starts[index + 1] ?? Infinity
      return { parts: parts.filter(({ acceptedAt }) => acceptedAt !== null && acceptedAt >= from && acceptedAt < to) }
    })
    .filter((contact) => contact.parts.length > 1)
}

function asShared(part: AgentPart, journey: Journey): AgentPart {
  const contact = shared(journey).find(({ parts }) => parts.includes(part))
  if (contact === undefined) return part
  const isHoldKnown = !contact.parts.some(isHeld)
  return { ...part, isHoldKnown, acw: part === contact.parts.at(-1) ? part.acw : null }
}

function acwOf({ acw }: AgentPart): number {
  return acw?.ms ?? 0
}

function holdOf({ stretches }: AgentPart): number {
  return sum(stretches.filter(({ kind }) => kind === 'hold').map(lengthOf))
}

function atItsEnd({ from, to }: Stretch): Stretch {
  return { from: to ?? from, to }
}
