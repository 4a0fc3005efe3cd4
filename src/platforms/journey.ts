/**
 * What happened in one conversation, in no platform's words: the simulator writes it, truth counts it, each platform's exporter
 * turns it into the records that platform would have emitted. Instants are integer milliseconds since 1970; null = not yet.
 */
export type Channel = 'voice' | 'callback' | 'chat' | 'message' | 'email'

/** How an interaction came to the queue; `campaign`: an automatic dialer reached somebody. */
export type EntryCause = 'ivr' | 'flow' | 'transfer' | 'consult' | 'overflow' | 'callback' | 'campaign'

export type FlowOut = 'voicemail' | 'callback' | 'overflow' | 'ivr' | 'external'

export interface Journey {
  id: string
  /** The channel the customer came by. */
  channel: Channel
  direction: 'inbound' | 'outbound'
  /** False for an employee's own call that never touches a queue. */
  isRouted: boolean
  startedAt: number
  divisionIds: string[]
  customer: Customer
  ivrs: IvrVisit[]
  waits: QueueWait[]
  parts: AgentPart[]
  voicemails: Recording[]
  conferenceAt: number | null
}

export interface Customer {
  participantId: string
  sessionId: string
  name: string
  /** A telephone number; null where it is withheld. */
  address: string | null
  connectedAt: number | null
  leftAt: number | null
  hungUp: boolean
  /** Set when an automatic dialer placed the call and what it met. */
  dialerDisposition: 'person' | 'machine' | 'busy' | 'noanswer' | null
}

export interface IvrVisit {
  participantId: string
  sessionId: string
  from: number
  to: number | null
  /** What the caller did at the end of it. */
  exit: 'queue' | 'hung_up' | 'self_served' | null
}

export interface Recording {
  participantId: string
  sessionId: string
  queueId: string
  from: number
  to: number | null
}

/** One stay in one queue. */
export interface QueueWait {
  participantId: string
  sessionId: string
  queueId: string
  channel: Channel
  cause: EntryCause
  enteredAt: number
  end: WaitEnd | null
  /** False where the platform leaves the wait out of its own service level. */
  isCountedByPlatform?: boolean
  /** Moments in which the queue was left and entered again, where the platform counts this as one wait. */
  reEntries?: readonly { readonly leftAt: number; readonly at: number }[]
}

export interface WaitEnd {
  at: number
  /** `given_up`: neither the customer nor a flow ended it: an unanswered consult, an expired message, a cleared callback. */
  outcome: 'answered' | 'abandoned' | 'flow_out' | 'given_up'
  isShort: boolean
  flowOut: FlowOut | null
}

/** One agent's participation through one session. */
export interface AgentPart {
  participantId: string
  sessionId: string
  agentId: string
  queueId: string | null
  channel: Channel
  direction: 'inbound' | 'outbound'
  /** Anything but `work` is a supervisor's session on another participant's call. */
  role: 'work' | 'monitor' | 'coach' | 'barge'
  observedParticipantId: string | null
  /** The session of the wait whose offer this is; null when the agent was reached directly or dialled. */
  waitSessionId: string | null
  alert: Alert | null
  /** The instant the agent accepted (also without a ring); null when never. */
  acceptedAt: number | null
  contacting: Stretch | null
  dialing: Stretch | null
  stretches: Work[]
  /** False where exports do not tell hold from talk. */
  isHoldKnown?: boolean
  acw: AfterCallWork | null
  /** The agent was not asked for after-call work. */
  isAcwSkipped: boolean
  wrapUpCodeId: string | null
  consultedAt: number[]
  transfer: { at: number; kind: 'blind' | 'consult' } | null
  /** Who let go first at the end of the talk. */
  letGo: 'agent' | 'customer' | 'transfer' | 'system'
  /** Calls placed while working a callback: part of this participation. */
  calls: CallbackCall[]
}

export interface Stretch {
  from: number
  to: number | null
}

export interface Alert extends Stretch {
  result: 'accepted' | 'not_responding' | 'declined' | 'caller_gone' | null
}

export interface Work extends Stretch {
  kind: 'talk' | 'hold'
  isConference: boolean
}

export interface AfterCallWork extends Stretch {
  /** The work the platform reports; may be shorter than the stretch. */
  ms: number
}

export interface CallbackCall {
  /** The callback's own participant, or another one of the same agent. */
  participantId: string
  sessionId: string
  dialing: Stretch
  talk: Stretch | null
}
