import type { Channel } from './journey.js'

/** The organisation in which journeys happen, in no platform's words. */
export interface Centre {
  readonly divisions: readonly Named[]
  readonly queues: readonly Queue[]
  readonly agents: readonly Agent[]
  readonly supervisors: readonly Agent[]
  readonly wrapUpCodes: readonly Named[]
  readonly presences: Readonly<Record<Presence, string>>
  readonly ivrFlow: Named
  readonly evaluationForm: Named
  readonly campaign: Named
  readonly createdAt: number
}

export interface Named {
  readonly id: string
  readonly name: string
}

export interface Queue extends Named {
  readonly divisionId: string
  readonly channels: readonly Channel[]
  /** Service-level target of each channel in milliseconds. */
  readonly targetsMs: Readonly<Record<Channel, number>>
  readonly alertTimeoutMs: number
}

export interface Agent extends Named {
  readonly email: string
  readonly divisionId: string
  /** IANA name of the zone the agent works in. */
  readonly zone: string
  readonly title: string
  readonly isActive: boolean
}

export type Presence = 'OFFLINE' | 'AVAILABLE' | 'ON_QUEUE' | 'BREAK' | 'MEAL' | 'MEETING' | 'TRAINING' | 'AWAY'
export type Routing = 'OFF_QUEUE' | 'IDLE' | 'INTERACTING' | 'NOT_RESPONDING' | 'COMMUNICATING'

export interface StateSpan<State> {
  readonly from: number
  /** Null = the state still holds. */
  readonly to: number | null
  readonly state: State
}

/** What one agent's two status lines showed; they run beside each other and are never united. */
export interface AgentStates {
  readonly agentId: string
  readonly presence: readonly StateSpan<Presence>[]
  readonly routing: readonly StateSpan<Routing>[]
}

/** One version of one quality evaluation. */
export interface Evaluation {
  readonly id: string
  readonly conversationId: string
  /** The session of the participation that was evaluated. */
  readonly sessionId: string
  readonly agentId: string
  readonly queueId: string | null
  readonly status: 'FINISHED' | 'PENDING' | 'INPROGRESS' | 'RETRACTED'
  readonly score: number | null
  readonly version: number
  readonly calibrationId: string | null
  readonly isRescore: boolean
  readonly isRedacted: boolean
  readonly isDeleted: boolean
  readonly conversationAt: number
  readonly createdAt: number
  readonly changedAt: number
  readonly submittedAt: number | null
}
