import { iso } from './names.js'

/** The parts of a conversation detail record, with the fields in Genesys' own spelling; a field that does not apply is left out. */
export interface Segment {
  segmentStart: string
  segmentEnd?: string
  segmentType: string
  conference: boolean
  queueId?: string
  disconnectType?: string
  errorCode?: string
  wrapUpCode?: string
  subject?: string
}

export interface Metric {
  name: string
  value: number
  emitDate: string
}

export interface Session {
  sessionId: string
  mediaType: string
  direction: string
  provider: string
  segments: Segment[]
  metrics: Metric[]
  [field: string]: unknown
}

export interface Participant {
  participantId: string
  purpose: string
  participantName?: string
  userId?: string
  attributes?: Record<string, string>
  sessions: Session[]
}

/** Collects a session's metrics in the order in which they were emitted. */
export class Metrics {
  readonly #metrics: { name: string; value: number; at: number }[] = []

  emit(name: string, value: number, at: number): void {
    this.#metrics.push({ name, value, at })
  }

  list(): Metric[] {
    const ordered = this.#metrics.sort((left, right) => left.at - right.at)
    return ordered.map(({ name, value, at }) => ({ emitDate: iso(at), name, value }))
  }
}

export function segment(
  segmentType: string,
  from: number,
  to: number | null,
  rest: Omit<Partial<Segment>, 'segmentStart' | 'segmentEnd' | 'segmentType'> = {},
): Segment {
  return {
    conference: false,
    ...rest,
    ...(to === null ? {} : { segmentEnd: iso(to) }),
    segmentStart: iso(from),
    segmentType,
  }
}
