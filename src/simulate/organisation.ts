import type { AgentStates, Centre, StateSpan } from '../platforms/centre.js'
import type { ConversationFiles } from './export.js'
import type { Findings } from './findings.js'
import type { Export } from './noise/versions.js'
import { statesOf } from './states.js'
import type { Truth } from './truth/truth.js'

/** Where the states of a simulation go. */
export interface StateSinks {
  readonly files: ConversationFiles
  readonly truth: Truth
  readonly findings: Findings
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

function renamed(centre: Centre): Pick<Centre, 'agents' | 'queues'> {
  return {
    agents: centre.agents.slice(0, 3).map((agent) => ({ ...agent, name: `${agent.name}-Married` })),
    queues: centre.queues.slice(0, 2).map((queue) => ({ ...queue, name: `${queue.name} (new)` })),
  }
}

/** Writes a file of agents' states a UTC day, spans uncut: one that lasts over several days is in each day's file. */
export async function writeStates(startDate: string, days: number, to: Export, sinks: StateSinks): Promise<void> {
  const { files, truth, findings } = sinks
  const states = to.centre.agents.map((agent, index) => statesOf(agent, index, startDate, days, to.toMs, to.seed))
  for (const one of states) truth.addStates(one, to.toMs)
  const before = new Map<string, string>()
  const firstDayMs = (Math.floor(to.fromMs / DAY_MS) - EARLIER_DAYS) * DAY_MS
  for (let dayMs = firstDayMs; dayMs < to.toMs; dayMs += DAY_MS) {
    const untilMs = Math.min(dayMs + DAY_MS, to.toMs)
    const stampMs = to.noise.has('overlaps') ? untilMs : to.toMs
    const records = states.flatMap((one) => {
      const record = to.exporter.userDetail(statesAsOf(one, stampMs), to.centre, dayMs, untilMs)
      if (record === null) return []
      if (before.get(one.agentId) === record) findings.user_detail_duplicate_count++
      before.set(one.agentId, record)
      return [record]
    })
    findings.user_detail_record_count += records.length
    const date = new Date(dayMs).toISOString().slice(0, 10)
    await files.write(`user-details/${date}.json`, to.exporter.userDetailPage(records, stampMs))
  }
}

function statesAsOf(states: AgentStates, at: number): AgentStates {
  const known = <State>(spans: readonly StateSpan<State>[]): StateSpan<State>[] =>
    spans
      .filter((span) => span.from <= at)
      .map((span) => (span.to !== null && span.to > at ? { ...span, to: null } : span))
  return { ...states, presence: known(states.presence), routing: known(states.routing) }
}
