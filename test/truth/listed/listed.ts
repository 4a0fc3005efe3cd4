import type { AgentPart, Journey, QueueWait, Stretch } from '../../../src/platforms/journey.js'

/**
 * One way in which a platform cannot tell what Genesys Cloud tells, as sql/DEFINITIONS.md lists it. Everything else is told alike.
 */
export interface Listed {
  readonly name: string
  /** What is left of a journey: itself where nothing of it differs, null where the platform knows nothing of it. */
  readonly apply: (journey: Journey) => Journey | null
  /** By how much the sums over all rows of the marts change, counted from the journeys; times in ms. */
  readonly changes: (journeys: readonly Journey[]) => Readonly<Record<string, number>>
  /** Further columns that change with these. */
  readonly also: readonly string[]
}

/** What agents did, of it what is over. */
export function partsOf(journeys: readonly Journey[]): AgentPart[] {
  return journeys.flatMap(({ parts }) => parts.filter((part) => part.role === 'work' && !isRunning(part)))
}

export function isRunning({ alert, contacting, dialing, stretches, acw }: AgentPart): boolean {
  return [alert, contacting, dialing, acw, ...stretches].some((stretch) => stretch?.to === null)
}

export function waitsOf(journeys: readonly Journey[]): QueueWait[] {
  return journeys.flatMap(({ waits }) => waits)
}

export function eachPart(change: (part: AgentPart, journey: Journey) => AgentPart): Listed['apply'] {
  return (journey) => {
    const parts = journey.parts.map((part) => (part.role === 'work' ? change(part, journey) : part))
    return parts.every((part, index) => part === journey.parts[index]) ? journey : { ...journey, parts }
  }
}

export function eachWait(change: (wait: QueueWait, journey: Journey) => QueueWait): Listed['apply'] {
  return (journey) => {
    const waits = journey.waits.map((wait) => change(wait, journey))
    return waits.every((wait, index) => wait === journey.waits[index]) ? journey : { ...journey, waits }
  }
}

export function bothMarts(columns: readonly string[]): string[] {
  return columns.flatMap((column) => [`agent.${column}`, `queue.${column}`])
}

export function isDialled({ dialing }: AgentPart): boolean {
  return dialing !== null
}

export function isHandled(part: AgentPart): boolean {
  return part.stretches.length > 0 && !isDialled(part) && part.queueId !== null
}

export function isHeld({ stretches }: AgentPart): boolean {
  return stretches.some(({ kind }) => kind === 'hold')
}

/** After-call work without a call. */
export function isForced({ stretches, acw }: AgentPart): boolean {
  return stretches.length === 0 && acw !== null
}

export function isTakenAway({ cause, end }: QueueWait): boolean {
  return cause !== 'consult' && end?.outcome === 'given_up'
}

export function lengthOf(stretch: Stretch | null): number {
  return stretch?.to == null ? 0 : stretch.to - stretch.from
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
