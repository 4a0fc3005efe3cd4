import type { Agent, AgentStates, Centre, Evaluation, Queue } from './centre.js'
import type { Journey } from './journey.js'

export interface ExportFile {
  readonly path: string
  readonly text: string
}

/** Turns what happened in a centre into the files a platform would have written. Instants in milliseconds since 1970. */
export interface Exporter {
  /** One conversation's record: JSON without a line break. */
  readonly conversation: (journey: Journey, centre: Centre) => string
  /** A page of records; `completeUntilMs` is the export's own stamp, `cursor` names the next page. */
  readonly conversationPage: (records: readonly string[], completeUntilMs: number, cursor: string | null) => string
  readonly lookups: (centre: Centre) => readonly ExportFile[]
  /** Later listings of people and queues that have another name now. */
  readonly renamed: (
    agents: readonly Agent[],
    queues: readonly Queue[],
    centre: Centre,
    atMs: number,
  ) => readonly ExportFile[]
  readonly evaluation: (evaluation: Evaluation, centre: Centre) => string
  readonly evaluationPage: (records: readonly string[], pageNumber: number) => string
  /** One agent's status lines, as many spans as are given: JSON without a line break, or null when there are none. */
  readonly userDetail: (states: AgentStates, centre: Centre) => string | null
  readonly userDetailPage: (records: readonly string[], completeUntilMs: number) => string
}
