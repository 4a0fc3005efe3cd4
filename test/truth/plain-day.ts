import { join } from 'node:path'
import type { Centre } from '../../src/platforms/centre.js'
import { exporterOf, type ExportedPlatform } from '../../src/platforms/exporters.js'
import type { AgentPart, Journey, QueueWait } from '../../src/platforms/journey.js'
import { asOf } from '../../src/simulate/as-of.js'
import { makeCentre } from '../../src/simulate/centre.js'
import { writeText } from '../../src/simulate/pages.js'
import { makeStage } from '../../src/simulate/stories/scene.js'
import { tell } from '../../src/simulate/stories/index.js'

export const FROM_MS = Date.UTC(2026, 9, 20, 12)
const STEP_MS = 40_000
const DAY_MS = 86_400_000
/** What is told apart from the rest happens so much later. */
const LATER_MS = 7 * DAY_MS
/** An instant in the midst of what was set apart. */
export const MIDST_MS = FROM_MS + LATER_MS + 10 * 3_600_000
/** The day, in every zone west of Greenwich, on which nothing of the first part happens any more and nothing of the second yet. */
export const BETWEEN = '2026-10-25'
/** Flex ends the after-call work of digital work after so long. */
const LONGEST_ACW_MS = 60_000

/** A day in a contact centre as one platform knows its people and queues. */
export interface PlainDay {
  readonly platform: ExportedPlatform
  readonly centre: Centre
  readonly journeys: readonly Journey[]
  /** Which queue and which agent an id of the platform is. */
  readonly queueOf: (id: unknown) => number
  readonly agentOf: (id: unknown) => number
  readonly targets: readonly { readonly queue: string; readonly channel: string; readonly seconds: number }[]
}

interface PlainSettings {
  /** What is set apart happens a week later. */
  readonly isApart?: (journey: Journey) => boolean
  /** What else happens. */
  readonly change?: (journey: Journey) => Journey
}

/** The same day of the same people for every platform, by one clock. */
export function plainDay(
  platform: ExportedPlatform,
  seed: number,
  count: number,
  { isApart = () => false, change = (journey) => journey }: PlainSettings = {},
): PlainDay {
  const plain = oneTargetAQueue(makeCentre(seed, FROM_MS - DAY_MS))
  const centre = exporterOf(platform).adopt?.(plain) ?? plain
  const stage = makeStage(centre, seed)
  return {
    platform,
    centre,
    journeys: Array.from({ length: count }, (_, index) => {
      const at = FROM_MS + index * STEP_MS
      const journey = change(plainJourney(tell(stage, index, at)))
      return isApart(journey) ? change(plainJourney(tell(stage, index, at + LATER_MS))) : journey
    }),
    queueOf: (queueId) => centre.queues.findIndex(({ id }) => id === queueId),
    agentOf: (agentId) => centre.agents.findIndex(({ id }) => id === agentId),
    targets: centre.queues.flatMap(({ id, targetsMs }) =>
      Object.entries(targetsMs).map(([channel, ms]) => ({ queue: id, channel, seconds: ms / 1000 })),
    ),
  }
}

/** What is known of a day at an instant. */
export function knownOf({ journeys }: PlainDay, knownAt: number): Journey[] {
  return journeys.filter(({ startedAt }) => startedAt <= knownAt).map((journey) => asOf(journey, knownAt))
}

/** Writes a day as its platform would export it, as far as it is known at an instant. */
export async function writePlainDay(
  { platform, centre, journeys }: PlainDay,
  folder: string,
  knownAt = Infinity,
): Promise<void> {
  const exporter = exporterOf(platform)
  const seen = journeys
    .flatMap((journey) => (exporter.seen === undefined ? journey : (exporter.seen(journey) ?? [])))
    .filter(({ startedAt }) => startedAt <= knownAt)
    .map((journey) => asOf(journey, knownAt))
  const [transport] = exporter.transports ?? []
  const untilMs = FROM_MS + LATER_MS + 3 * DAY_MS
  const records = seen.map((journey) => exporter.conversation(journey, centre, transport?.name))
  const page = transport?.page(records) ?? exporter.conversationPage(records, untilMs, null)
  await writeText(join(folder, `conversations.${transport?.extension ?? 'json'}`), page)
  const { companion } = exporter
  if (companion !== undefined) {
    const companions = seen.map((journey) => companion.record(journey))
    await writeText(join(folder, `${companion.folder}.json`), companion.page(companions, untilMs))
  }
  for (const { path, text } of exporter.lookups(centre)) await writeText(join(folder, path), text)
}

function oneTargetAQueue(centre: Centre): Centre {
  const queues = centre.queues.map((queue) => {
    const ms = queue.targetsMs.voice
    return { ...queue, targetsMs: { voice: ms, callback: ms, chat: ms, message: ms, email: ms } }
  })
  return { ...centre, queues }
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

/** After-call work as long as it is said to be; digital work's no longer than any platform lets it. */
function plainPart(part: AgentPart): AgentPart {
  const { acw, channel } = part
  if (acw?.to == null) return part
  const isDigital = channel !== 'voice' && channel !== 'callback'
  const ms = isDigital ? Math.min(acw.ms, LONGEST_ACW_MS) : acw.ms
  return { ...part, acw: { from: acw.from, to: acw.from + ms, ms } }
}
