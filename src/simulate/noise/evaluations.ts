import type { Evaluation } from '../../platforms/centre.js'
import { rescore } from '../evaluations.js'
import type { Noise } from '../options.js'
import { Random } from '../random.js'

const SHARES = { duplicates: 0.04, corrections: 0.08 } as const

/** An evaluation version on its way into a file: the regular pages or those of a later export. */
export interface EvaluationVersion {
  readonly evaluation: Evaluation
  readonly isLater: boolean
  readonly isDuplicate: boolean
}

/** Every record of a conversation's evaluations over all exports; the newest version of each id is the truth. */
export function exportedEvaluations(
  evaluations: readonly Evaluation[],
  index: number,
  noise: ReadonlySet<Noise>,
  seed: number,
): EvaluationVersion[] {
  const random = new Random(seed, 0xe7a2, index)
  const versions = evaluations.map((evaluation): EvaluationVersion => ({
    evaluation,
    isLater: false,
    isDuplicate: false,
  }))
  const last = evaluations.at(-1)
  if (last === undefined) return versions
  if (noise.has('duplicates') && random.chance(SHARES.duplicates)) {
    versions.push({ evaluation: last, isLater: random.chance(0.5), isDuplicate: true })
  }
  if (noise.has('corrections') && last.status === 'FINISHED' && random.chance(SHARES.corrections)) {
    versions.push({ evaluation: rescore(last, random), isLater: true, isDuplicate: false })
  }
  return versions
}

/** The evaluations that count: of each id the newest version, finished, and no calibration copy, neither redacted nor deleted. */
export function countedEvaluations(versions: readonly EvaluationVersion[]): { agentId: string; score: number }[] {
  const newest = new Map<string, Evaluation>()
  for (const { evaluation } of versions) {
    const known = newest.get(evaluation.id)
    if (known === undefined || evaluation.version > known.version) newest.set(evaluation.id, evaluation)
  }
  return [...newest.values()].flatMap(({ agentId, score, status, calibrationId, isRedacted, isDeleted }) =>
    status === 'FINISHED' && calibrationId === null && !isRedacted && !isDeleted && score !== null
      ? [{ agentId, score }]
      : [],
  )
}
