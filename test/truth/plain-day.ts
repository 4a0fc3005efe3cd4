import { join } from 'node:path'
import type { Centre } from '../../src/platforms/centre.js'
import { exporterOf, type ExportedPlatform } from '../../src/platforms/exporters.js'
import type { AgentPart, Journey, QueueWait } from '../../src/platforms/journey.js'
import { makeCentre } from '../../src/simulate/centre.js'
import { writeText } from '../../src/simulate/pages.js'
import { makeStage } from '../../src/simulate/stories/scene.js'
import { tell } from '../../src/simulate/stories/index.js'

const FROM_MS = Date.UTC(2026, 9, 20, 12)
const STEP_MS = 40_000
const DAY_MS = 86_400_000
/** Flex ends the after-call work of digital work after so long. */
const LONGEST_ACW_MS = 60_000

export interface PlainDay {
  /** Which queue and which agent an id of the platform is. */
  readonly queueOf: (id: unknown) => number
  readonly agentOf: (id: unknown) => number
  readonly targets: readonly { readonly queue: string; readonly channel: string; readonly seconds: number }[]
}

/** Writes the same day of the same people as a platform would export it. */
export async function writePlainDay(
  platform: ExportedPlatform,
  seed: number,
  count: number,
  folder: string,
): Promise<PlainDay> {
  const exporter = exporterOf(platform)
  const plain = oneTargetAQueue(makeCentre(seed, FROM_MS - DAY_MS))
  const centre = exporter.adopt?.(plain) ?? plain
  const stage = makeStage(centre, seed)
  const journeys = Array.from({ length: count }, (_, index) => tell(stage, index, FROM_MS + index * STEP_MS))
    .filter(isComparable)
    .map(plainJourney)
    .flatMap((journey) => (exporter.seen === undefined ? journey : (exporter.seen(journey) ?? [])))
  const [transport] = exporter.transports ?? []
  const untilMs = FROM_MS + 3 * DAY_MS
  const records = journeys.map((journey) => exporter.conversation(journey, centre, transport?.name))
  const page = transport?.page(records) ?? exporter.conversationPage(records, untilMs, null)
  await writeText(join(folder, `conversations.${transport?.extension ?? 'json'}`), page)
  const { companion } = exporter
  if (companion !== undefined) {
    const companions = journeys.map((journey) => companion.record(journey))
    await writeText(join(folder, `${companion.folder}.json`), companion.page(companions, untilMs))
  }
  for (const { path, text } of exporter.lookups(centre)) await writeText(join(folder, path), text)
  return {
    queueOf: (queueId) => centre.queues.findIndex(({ id }) => id === queueId),
    agentOf: (agentId) => centre.agents.findIndex(({ id }) => id === agentId),
    targets: centre.queues.flatMap(({ id, targetsMs }) =>
      Object.entries(targetsMs).map(([channel, ms]) => ({ queue: id, channel, seconds: ms / 1000 })),
    ),
  }
}

function oneTargetAQueue(centre: Centre): Centre {
  const queues = centre.queues.map((queue) => {
    const ms = queue.targetsMs.voice
    return { ...queue, targetsMs: { voice: ms, callback: ms, chat: ms, message: ms, email: ms } }
  })
  return { ...centre, queues }
}

/**
 * Left out is what the platforms do not tell alike: outbound work and dialling, agents' work without a queue, conferences that
 * somebody left, waits that ended by nobody's doing, a queue that was left for itself, a digital contact of several agents.
 */
function isComparable({ direction, isRouted, conferenceAt, parts, waits, channel }: Journey): boolean {
  const worked = parts.filter(({ role, acceptedAt }) => role === 'work' && acceptedAt !== null)
  if (direction === 'outbound' || !isRouted || conferenceAt !== null) return false
  if (parts.some(({ role, queueId, dialing }) => role === 'work' && (queueId === null || dialing !== null)))
    return false
  if (channel === 'message' && worked.length > 1) return false
  if (waits.some(({ cause, end }) => channel !== 'message' && end?.outcome === 'given_up' && cause !== 'consult'))
    return false
  return !waits.some(({ queueId, end }, index) => end?.flowOut === 'overflow' && waits[index + 1]?.queueId === queueId)
}

/** The same by one clock. */
function plainJourney(journey: Journey): Journey {
  const answering = new Map(journey.parts.map((part) => [part.acceptedAt === null ? '' : part.waitSessionId, part]))
  return {
    ...journey,
    waits: journey.waits.map((wait) => plainWait(wait, answering.get(wait.sessionId), journey.parts)),
    parts: journey.parts.map(plainPart),
  }
}

/** A wait that a transfer or an enquiry made begins with that: so TaskRouter tells it. */
function plainWait(wait: QueueWait, answering: AgentPart | undefined, parts: readonly AgentPart[]): QueueWait {
  const begun = parts.flatMap(({ transfer, consultedAt }) => {
    if (wait.cause === 'consult') return consultedAt
    return wait.cause === 'transfer' && transfer !== null ? [transfer.at] : []
  })
  const before = begun.filter((at) => at <= wait.enteredAt)
  const enteredAt = before.length > 0 ? Math.max(...before) : wait.enteredAt
  const { end } = wait
  if (end === null) return { ...wait, enteredAt }
  if (answering?.acceptedAt != null) return { ...wait, enteredAt, end: { ...end, at: answering.acceptedAt } }
  return { ...wait, enteredAt, end: { ...end, isShort: end.outcome === 'abandoned' && end.at - enteredAt <= 5_000 } }
}

/** After-call work as long as it is said to be, after talk only, and no longer than any platform lets it. */
function plainPart(part: AgentPart): AgentPart {
  const { acw, stretches } = part
  if (acw?.to == null || stretches.length === 0) return { ...part, acw: null }
  const ms = Math.min(acw.to - acw.from, LONGEST_ACW_MS)
  return { ...part, acw: { from: acw.from, to: acw.from + ms, ms } }
}
