import type { Effects } from '../effects.js'
import { CxkpiError } from '../errors.js'
import type { Evaluation } from '../platforms/centre.js'
import type { Journey } from '../platforms/journey.js'
import { arrivals } from './arrivals.js'
import { lastInstant } from './as-of.js'
import { EvaluationFiles } from './evaluation-files.js'
import { evaluationsOf } from './evaluations.js'
import type { ConversationFiles } from './export.js'
import type { Findings } from './findings.js'
import { countedEvaluations, exportedEvaluations } from './noise/evaluations.js'
import type { Export } from './noise/versions.js'
import { exported } from './noise/versions.js'
import { tell } from './stories/index.js'
import { makeStage } from './stories/scene.js'
import { conversationRow } from './truth/conversation.js'
import type { Truth } from './truth/truth.js'
import type { JsonList } from './truth/write.js'
import type { Worked } from './worked.js'

/** Where the conversations of a simulation go. */
export interface Sinks {
  readonly files: ConversationFiles
  readonly truth: Truth
  readonly list: JsonList | null
  readonly findings: Findings
  readonly worked: Worked
}

/** Writes every conversation as it arrives, its evaluations, and counts the truth; holds one page of each open file in memory. */
export async function writeConversations(
  count: number,
  zone: string,
  to: Export,
  sinks: Sinks,
  effects: Effects,
): Promise<void> {
  const { files, truth, list, findings, worked } = sinks
  const stage = makeStage(to.centre, to.seed)
  const evaluationFiles = new EvaluationFiles(to, files.outDir)
  let index = 0
  for (const at of arrivals(count, to.fromMs, to.toMs, zone, to.seed)) {
    if (index % 1000 === 0) {
      if (effects.signal.aborted) throw new CxkpiError('CXK9130', 'the simulation was interrupted')
      effects.progress('simulating conversations', index / count)
      await files.closeBefore(new Date(at).toISOString().slice(0, 10))
    }
    const told = tell(stage, index, at)
    const whole = to.exporter.seen === undefined ? told : to.exporter.seen(told)
    if (whole === null) {
      index++
      continue
    }
    const { journey, versions, brokenLines } = exported(whole, index, to)
    for (const version of versions) {
      await files.add(version.group, version.stampMs, version.record)
      findings.record_count++
      if (version.isDuplicate) findings.duplicate_count++
      else findings.version_count++
    }
    findings.broken_line_count += brokenLines
    const isOpen = lastInstant(journey) === Infinity
    const evaluations = exportedEvaluations(
      isOpen || to.exporter.evaluation === undefined ? [] : knownEvaluations(journey, index, to),
      index,
      to.noise,
      to.seed,
    )
    await evaluationFiles.add(evaluations, journey)
    findings.evaluation_record_count += evaluations.length
    findings.evaluation_duplicate_count += evaluations.filter(({ isDuplicate }) => isDuplicate).length
    findings.evaluation_count += new Set(evaluations.map(({ evaluation }) => evaluation.id)).size
    findings.conversation_count++
    if (isOpen) findings.open_conversation_count++
    truth.add(to.exporter.settled?.(journey) ?? journey, countedEvaluations(evaluations))
    worked.add(journey)
    await list?.add(conversationRow(journey))
    index++
  }
  await files.closeAll()
  files.fileCount += await evaluationFiles.close()
  findings.reject_count = findings.broken_line_count
}

/** All versions of the evaluations of a finished conversation that the platform has. */
function knownEvaluations(journey: Journey, index: number, { exporter, centre, seed }: Export): Evaluation[] {
  const { seenEvaluation } = exporter
  const evaluations = evaluationsOf(journey, index, centre, seed)
  return seenEvaluation === undefined
    ? evaluations
    : evaluations.flatMap((evaluation) => seenEvaluation(evaluation, journey) ?? [])
}
