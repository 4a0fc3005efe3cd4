import type { Centre, Evaluation } from '../platforms/centre.js'
import type { Journey } from '../platforms/journey.js'
import { lastInstant } from './as-of.js'
import { Random } from './random.js'

const HOUR_MS = 3_600_000
/** One conversation in so many that an agent talked in is evaluated. */
const SHARE = 0.05

/** All versions of the evaluations of a finished conversation, oldest first. */
export function evaluationsOf(journey: Journey, index: number, centre: Centre, seed: number): Evaluation[] {
  const talked = journey.parts.filter((part) => part.role === 'work' && part.stretches.length > 0)
  if (talked.length === 0) return []
  const random = new Random(seed, 0xe7a1, index)
  if (!random.chance(SHARE)) return []
  const part = random.pick(talked)
  const createdAt = lastInstant(journey) + random.whole(1, 30) * HOUR_MS
  const first: Evaluation = {
    id: random.uuid(),
    conversationId: journey.id,
    sessionId: part.sessionId,
    agentId: random.chance(0.03) ? random.pick(centre.agents).id : part.agentId,
    queueId: part.queueId,
    status: 'PENDING',
    score: null,
    version: 1,
    calibrationId: null,
    isRescore: false,
    isRedacted: false,
    isDeleted: false,
    conversationAt: journey.startedAt,
    createdAt,
    changedAt: createdAt,
    submittedAt: null,
  }
  const fate = random.next()
  if (fate < 0.1) return [first]
  if (fate < 0.15) return [{ ...first, status: 'INPROGRESS', score: someScore(random) }]
  const finished = submit(first, random)
  if (fate < 0.2)
    return [finished, { ...finished, status: 'RETRACTED', version: 2, changedAt: finished.changedAt + HOUR_MS }]
  if (fate < 0.22) return [{ ...finished, isRedacted: true }]
  if (fate < 0.24) return [{ ...finished, isDeleted: true }]
  if (fate < 0.31) return [finished, { ...submit(first, random), id: random.uuid(), calibrationId: random.uuid() }]
  if (fate < 0.4) return [finished, rescore(finished, random)]
  return [finished]
}

/** A later version with another score. */
export function rescore(evaluation: Evaluation, random: Random): Evaluation {
  const at = evaluation.changedAt + random.whole(2, 40) * HOUR_MS
  return {
    ...evaluation,
    score: someScore(random),
    version: evaluation.version + 1,
    isRescore: true,
    changedAt: at,
    submittedAt: at,
  }
}

function submit(evaluation: Evaluation, random: Random): Evaluation {
  const at = evaluation.createdAt + random.whole(1, 10) * HOUR_MS
  return { ...evaluation, status: 'FINISHED', score: someScore(random), changedAt: at, submittedAt: at }
}

/** Quarters add up to the same sum in any order. */
function someScore(random: Random): number {
  return random.whole(80, 400) / 4
}
