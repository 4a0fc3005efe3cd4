import type { AgentStates, Centre, StateSpan } from '../platforms/centre.js'
import type { ConversationFiles } from './export.js'
import type { Findings } from './findings.js'
import type { Export } from './noise/versions.js'
import { statesOf } from './states.js'
import type { Truth } from './truth/truth.js'
import type { Worked } from './worked.js'

/** Where the states of a simulation go. */
export interface StateSinks {
  readonly files: ConversationFiles
  readonly truth: Truth
  readonly findings: Findings
  readonly worked: Worked
}

const DAY_MS = 86_400_000
/** How long before the first conversation the export of states begins. */
const EARLIER_DAYS = 2

/** Writes the listings: people, queues, codes; with corrections also later ones in which some have another name. */
export async function writeLookups(to: Export, files: ConversationFiles, findings: Findings): Promise<void> {
  const lookups = to.exporter.lookups(to.centre)
  for (const { path, text } of lookups) await files.write(path, text)
  if (to.noise.has('corrections')) {
    const { agents, queues } = renamed(to.centre)
    for (const { path, text } of to.exporter.renamed(agents, queues, to.centre, to.toMs + DAY_MS))
      await files.write(path, text)
  }
  const first = lookups[0]
  if (to.noise.has('duplicates') && first !== undefined) {
    await files.write(`copy-of-${first.path}`, first.text)
    findings.copied_file_count++
  }
}

/** The names that hold in the end. */
export function namesOf(to: Export): { agents: Record<string, string>; queues: Record<string, string> } {
  const { agents, queues } = to.noise.has('corrections') ? renamed(to.centre) : { agents: [], queues: [] }
  const listed = [...to.centre.agents, ...to.centre.supervisors].filter((agent) => agent.isActive)
  const names = (things: readonly { id: string; name: string }[]): Record<string, string> =>
    Object.fromEntries(things.map(({ id, name }) => [id, name]))
  return { agents: names([...listed, ...agents]), queues: names([...to.centre.queues, ...queues]) }
}

/** The service-level targets, as cxkpi.yml wants them where the platform's queues have none. */
export function targetsOf(centre: Centre): { queue: string; channel: string; seconds: number }[] {
  return centre.queues.flatMap(({ id, targetsMs }) =>
    Object.entries(targetsMs).map(([channel, ms]) => ({ queue: id, channel, seconds: ms / 1000 })),
  )
}

function renamed(centre: Centre): Pick<Centre, 'agents' | 'queues'> {
  return {
    agents: centre.agents.slice(0, 3).map((agent) => ({ ...agent, name: `${agent.name}-Married` })),
    queues: centre.queues.slice(0, 2).map((queue) => ({ ...queue, name: `${queue.name} (new)` })),
  }
}

/** Writes a file of agents' states a UTC day, spans uncut: one that lasts over several days is in each day's file. */
export async function writeStates(startDate: string, days: number, to: Export, sinks: StateSinks): Promise<void> {
  const { files, truth, findings, worked } = sinks
  const states = to.centre.agents.map((agent, index) => statesOf(agent, index, startDate, days, to.toMs, to.seed))
  for (const one of states) {
    truth.addStates(to.exporter.seenStates?.(one, worked.of(one.agentId), to.toMs) ?? one, to.toMs)
  }
  const before = new Map<string, string>()
  const firstDayMs = (Math.floor(to.fromMs / DAY_MS) - EARLIER_DAYS) * DAY_MS
  for (let dayMs = firstDayMs; dayMs < to.toMs; dayMs += DAY_MS) {
    const untilMs = Math.min(dayMs + DAY_MS, to.toMs)
    const stampMs = to.noise.has('overlaps') ? untilMs : to.toMs
    const records = states.flatMap((one) => {
      const record = to.exporter.userDetail(statesWithin(one, dayMs, untilMs, stampMs), to.centre)
      if (record === null) return []
      if (before.get(one.agentId) === record) findings.user_detail_duplicate_count++
      before.set(one.agentId, record)
      return [record]
    })
    findings.user_detail_record_count += records.length
    const date = new Date(dayMs).toISOString().slice(0, 10)
    await files.write(
      `user-details/${date}.${to.exporter.userDetailExtension ?? 'json'}`,
      to.exporter.userDetailPage(records, stampMs),
    )
  }
}

/** The spans that touch a window, uncut, as they were known at an instant. */
function statesWithin(states: AgentStates, from: number, until: number, knownAt: number): AgentStates {
  const within = <State>(spans: readonly StateSpan<State>[]): StateSpan<State>[] => {
    const touching: StateSpan<State>[] = []
    for (let index = firstAfter(spans, from); index < spans.length; index++) {
      const span = spans[index] as StateSpan<State>
      if (span.from >= until) break
      touching.push(span.to !== null && span.to > knownAt ? { ...span, to: null } : span)
    }
    return touching
  }
  return { ...states, presence: within(states.presence), routing: within(states.routing) }
}

/** The index of the first span that reaches beyond an instant; spans follow each other without a gap. */
function firstAfter(spans: readonly StateSpan<unknown>[], at: number): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.to ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  return low
}
