import type { AgentPart, Journey, QueueWait, Stretch } from '../platforms/journey.js'

/** The conversation as it was known at an instant: what came later is not there, what still ran has no end. */
export function asOf(journey: Journey, at: number): Journey {
  if (at >= lastInstant(journey)) return journey
  const { customer } = journey
  return {
    ...journey,
    customer: { ...customer, connectedAt: known(customer.connectedAt, at), leftAt: known(customer.leftAt, at) },
    ivrs: begun(journey.ivrs, at).map((visit) => (visit.to === null ? { ...visit, exit: null } : visit)),
    waits: journey.waits.filter((wait) => wait.enteredAt <= at).map((wait) => waitAsOf(wait, at)),
    parts: journey.parts.filter((part) => firstInstant(part) <= at).map((part) => partAsOf(part, at)),
    voicemails: begun(journey.voicemails, at),
    conferenceAt: known(journey.conferenceAt, at),
  }
}

/** The last instant at which anything happens in a finished conversation. */
export function lastInstant(journey: Journey): number {
  let last = Math.max(journey.startedAt, journey.customer.leftAt ?? Infinity)
  const reach = (to: number | null | undefined): void => {
    if (to !== undefined) last = Math.max(last, to ?? Infinity)
  }
  for (const visit of journey.ivrs) reach(visit.to)
  for (const recording of journey.voicemails) reach(recording.to)
  for (const wait of journey.waits) reach(wait.end === null ? null : wait.end.at)
  for (const part of journey.parts) {
    reach(part.alert?.to)
    reach(part.dialing?.to)
    reach(part.stretches.at(-1)?.to)
    reach(part.acw?.to)
  }
  return last
}

/** The first instant of a participation. */
export function firstInstant(part: AgentPart): number {
  return Math.min(
    part.alert?.from ?? Infinity,
    part.acceptedAt ?? Infinity,
    part.contacting?.from ?? Infinity,
    part.dialing?.from ?? Infinity,
    part.stretches[0]?.from ?? Infinity,
  )
}

function waitAsOf(wait: QueueWait, at: number): QueueWait {
  const known =
    wait.reEntries === undefined ? wait : { ...wait, reEntries: wait.reEntries.filter((one) => one.at <= at) }
  return known.end !== null && known.end.at > at ? { ...known, end: null } : known
}

function partAsOf(part: AgentPart, at: number): AgentPart {
  const alert = part.alert === null ? null : cut(part.alert, at)
  return {
    ...part,
    alert: alert === null || alert.to !== null ? alert : { ...alert, result: null },
    acceptedAt: known(part.acceptedAt, at),
    contacting: cutOrNull(part.contacting, at),
    dialing: cutOrNull(part.dialing, at),
    stretches: begun(part.stretches, at),
    acw: cutOrNull(part.acw, at),
    wrapUpCodeId: part.acw !== null && (part.acw.to ?? Infinity) <= at ? part.wrapUpCodeId : null,
    consultedAt: part.consultedAt.filter((instant) => instant <= at),
    transfer: part.transfer !== null && part.transfer.at <= at ? part.transfer : null,
    calls: part.calls
      .filter((call) => call.dialing.from <= at)
      .map((call) => ({ ...call, dialing: cut(call.dialing, at), talk: cutOrNull(call.talk, at) })),
  }
}

function known(instant: number | null, at: number): number | null {
  return instant !== null && instant <= at ? instant : null
}

function cut<S extends Stretch>(stretch: S, at: number): S {
  return stretch.to !== null && stretch.to > at ? { ...stretch, to: null } : stretch
}

function cutOrNull<S extends Stretch>(stretch: S | null, at: number): S | null {
  return stretch === null || stretch.from > at ? null : cut(stretch, at)
}

function begun<S extends Stretch>(stretches: S[], at: number): S[] {
  return stretches.filter((stretch) => stretch.from <= at).map((stretch) => cut(stretch, at))
}
