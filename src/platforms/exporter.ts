import type { Agent, AgentStates, Centre, Evaluation, Queue } from './centre.js'
import type { AgentPart, Journey } from './journey.js'

export interface ExportFile {
  readonly path: string
  readonly text: string
}

/** One of the ways in which a platform delivers the same records. */
export interface Transport {
  readonly name: string
  readonly extension: string
  readonly page: (records: readonly string[]) => string
}

/** How a wait ended, and whether an answer was within our target. */
export interface ClosedWait {
  readonly outcome: string
  readonly waitMs: number
  readonly isShort: boolean
  readonly isInTarget: boolean
}

/** Turns what happened in a centre into the files a platform would have written. Instants in milliseconds since 1970. */
export interface Exporter {
  /** The platform whose exports these are, where it goes by several. */
  readonly platform?: string
  /** The centre with the platform's own ids; undefined where they are as they come. */
  readonly adopt?: (centre: Centre) => Centre
  /** What of a journey the platform can know, null for nothing: the truth of its exports. Undefined where it knows everything. */
  readonly seen?: (journey: Journey) => Journey | null
  /** What of a conversation counts as it stands, while it still goes on. */
  readonly settled?: (journey: Journey) => Journey
  /** True where only agents' states say which alerts they refused. */
  readonly tellsRefusalsByStates?: boolean
  /** False where exports do not say whether an alert was declined or ran out. */
  readonly knowsRefusals?: boolean
  /** True where exports say who hung up on hold. */
  readonly knowsHeldPartyAbandons?: boolean
  /** False where exports do not say which abandons were short. */
  readonly knowsShortAbandons?: boolean
  /** False where who hangs up in the menu leaves no record. */
  readonly knowsPrequeueAbandons?: boolean
  /** False where talk contains holds. */
  readonly knowsHold?: boolean
  /** Whether a closed wait met the platform's own service level; null where it leaves the wait out. Undefined: as the targets say. */
  readonly platformTarget?: (wait: ClosedWait) => boolean | null
  /** False where queues have no service-level targets. */
  readonly knowsTargets?: boolean
  /** True where a record, once written, never changes: then nothing is corrected. */
  readonly areRecordsFinal?: boolean
  readonly transports?: readonly Transport[]
  /** The transport that writes a record a line. */
  readonly lineTransport?: string
  /** One conversation's record, or the records it is made of, as a transport writes them: without a line break, or a record a line. */
  readonly conversation: (
    journey: Journey,
    centre: Centre,
    transport?: string,
    /** When a later export found the conversation changed. */
    correctedAtMs?: number,
  ) => string
  /** Further records of a conversation that lie in files of their own. */
  readonly companion?: {
    readonly folder: string
    readonly record: (journey: Journey, transport?: string) => string
    readonly page: (records: readonly string[], completeUntilMs: number) => string
  }
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
  /** What the platform has of a version of an evaluation, null for nothing. Undefined where it has everything. */
  readonly seenEvaluation?: (evaluation: Evaluation, journey: Journey) => Evaluation | null
  /** Undefined where evaluations are not exported; then none is in the truth. */
  readonly evaluation?: (evaluation: Evaluation, centre: Centre) => string
  readonly evaluationPage?: (records: readonly string[], pageNumber: number) => string
  /** What evaluations are about, where that lies in files of its own. */
  readonly evaluated?:
    | {
        readonly folder: string
        readonly record: (evaluation: Evaluation, journey: Journey, centre: Centre) => string
        readonly page: (records: readonly string[]) => string
      }
    | undefined
  /** One agent's status lines, as many spans as are given: JSON without a line break, or null when there are none. */
  readonly userDetail: (states: AgentStates, centre: Centre) => string | null
  /** How a page of status lines is named; json where undefined. */
  readonly userDetailExtension?: string
  readonly userDetailPage: (records: readonly string[], completeUntilMs: number) => string
  /** When an agent worked on a participation; null where never. Only where states are made of work. */
  readonly worked?: (part: AgentPart) => { readonly from: number; readonly to: number | null } | null
  /** The status lines that can be known of presence and work. */
  readonly seenStates?: (
    states: AgentStates,
    worked: readonly { readonly from: number; readonly to: number }[],
    untilMs: number,
  ) => AgentStates
}
