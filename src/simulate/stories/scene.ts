import type { Agent, Centre, Queue } from '../../platforms/centre.js'
import type { AgentPart, Channel, EntryCause, IvrVisit, Journey, QueueWait } from '../../platforms/journey.js'
import { membersOf } from '../centre.js'
import { firstConversationOf, isNumberWithheld } from '../customers.js'
import { Random } from '../random.js'

/** A centre with its memberships looked up once. */
export interface Stage {
  readonly centre: Centre
  readonly members: readonly (readonly Agent[])[]
  readonly seed: number
}

/** One conversation while it is being written. */
export interface Scene extends Stage {
  readonly random: Random
  readonly journey: Journey
}

/** What happens next in a conversation; null = nothing more. */
export type Next =
  | { readonly enter: number; readonly channel: Channel; readonly cause: EntryCause; readonly at: number }
  | { readonly converse: AgentPart; readonly queueIndex: number }
  | null

export function makeStage(centre: Centre, seed: number): Stage {
  return { centre, seed, members: centre.queues.map((_, index) => membersOf(centre, index)) }
}

export function beginScene(stage: Stage, index: number, at: number, channel: Channel): Scene {
  const random = new Random(stage.seed, 0x57, index)
  const opening = open(random)
  const first = firstConversationOf(stage.seed, index)
  const { name, address } = first === index ? opening : open(new Random(stage.seed, 0x57, first))
  const journey: Journey = {
    id: opening.id,
    channel,
    direction: 'inbound',
    isRouted: true,
    startedAt: at,
    divisionIds: [],
    customer: {
      participantId: opening.participantId,
      sessionId: opening.sessionId,
      name,
      address: isNumberWithheld(stage.seed, index) ? null : address,
      connectedAt: at + random.whole(4, 19),
      leftAt: null,
      hungUp: true,
      dialerDisposition: null,
    },
    ivrs: [],
    waits: [],
    parts: [],
    voicemails: [],
    conferenceAt: null,
  }
  return { ...stage, random, journey }
}

/** What is drawn first in a conversation: the customer's name and number are those of the first one. */
function open(random: Random) {
  return {
    id: random.uuid(),
    participantId: random.uuid(),
    sessionId: random.uuid(),
    name: `Customer ${random.whole(1000, 9999)}`,
    address: `+1555${String(random.whole(0, 9_999_999)).padStart(7, '0')}`,
  }
}

export function queueAt(scene: Scene, queueIndex: number): Queue {
  return scene.centre.queues[queueIndex] as Queue
}

/** One of the queues that serve the channel. */
export function someQueue(scene: Scene, channel: Channel): number {
  const serving = scene.centre.queues.flatMap((queue, index) => (queue.channels.includes(channel) ? [index] : []))
  return scene.random.pick(serving)
}

export function enterIvr(scene: Scene, from: number): IvrVisit {
  const { random } = scene
  const visit: IvrVisit = {
    participantId: random.uuid(),
    sessionId: random.uuid(),
    from,
    to: from + random.whole(3_000, 9_000) + random.around(14_000),
    exit: 'queue',
  }
  scene.journey.ivrs.push(visit)
  return visit
}

/** Session ids are unique within a conversation only: this one comes back in others. */
const RETURNING_SESSION_ID = '00000000-0000-4000-8000-00000000beef'

export function enterQueue(
  scene: Scene,
  queueIndex: number,
  channel: Channel,
  cause: EntryCause,
  enteredAt: number,
): QueueWait {
  const { random, journey } = scene
  const queue = queueAt(scene, queueIndex)
  const wait: QueueWait = {
    participantId: random.uuid(),
    sessionId: journey.waits.length === 0 && random.chance(0.01) ? RETURNING_SESSION_ID : random.uuid(),
    queueId: queue.id,
    channel,
    cause,
    enteredAt,
    end: null,
  }
  journey.waits.push(wait)
  if (!journey.divisionIds.includes(queue.divisionId)) journey.divisionIds.push(queue.divisionId)
  return wait
}

/** A participation with nothing in it yet; on messaging an agent keeps the participant of an earlier session. */
export function addPart(scene: Scene, agent: Agent, queueId: string | null, channel: Channel): AgentPart {
  const { random, journey } = scene
  const earlier = channel === 'message' ? journey.parts.find((part) => part.agentId === agent.id) : undefined
  const part: AgentPart = {
    participantId: earlier?.participantId ?? random.uuid(),
    sessionId:
      journey.parts.length === 0 && random.chance(0.01) ? RETURNING_SESSION_ID.replace('beef', 'cafe') : random.uuid(),
    agentId: agent.id,
    queueId,
    channel,
    direction: 'inbound',
    role: 'work',
    observedParticipantId: null,
    waitSessionId: null,
    alert: null,
    acceptedAt: null,
    contacting: null,
    dialing: null,
    stretches: [],
    acw: null,
    isAcwSkipped: false,
    wrapUpCodeId: null,
    consultedAt: [],
    transfer: null,
    letGo: 'customer',
    calls: [],
  }
  journey.parts.push(part)
  return part
}

/** Another active agent, anywhere in the organisation. */
export function someoneElse(scene: Scene, than: string): Agent {
  return scene.random.pick(scene.centre.agents.filter((agent) => agent.id !== than))
}
