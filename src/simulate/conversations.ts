import { join } from 'node:path'
import type { Effects } from '../effects.js'
import { CxkpiError } from '../errors.js'
import { arrivals } from './arrivals.js'
import { lastInstant } from './as-of.js'
import { evaluationsOf } from './evaluations.js'
import type { ConversationFiles } from './export.js'
import type { Findings } from './findings.js'
import { countedEvaluations, exportedEvaluations } from './noise/evaluations.js'
import type { Export } from './noise/versions.js'
import { exported } from './noise/versions.js'
import { Pages, page } from './pages.js'
import { tell } from './stories/index.js'
import { makeStage } from './stories/scene.js'
import { conversationRow } from './truth/conversation.js'
import type { Truth } from './truth/truth.js'
import type { JsonList } from './truth/write.js'
import type { Worked } from './worked.js'

const EVALUATIONS_PER_PAGE = 100

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
  const evaluationPages = ['page', 'later'].map((name) => evaluationFiles(name, to, files.outDir))
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
      isOpen || to.exporter.evaluation === undefined ? [] : evaluationsOf(journey, index, to.centre, to.seed),
      index,
      to.noise,
      to.seed,
    )
    for (const { evaluation, isLater, isDuplicate } of evaluations) {
      await evaluationPages[isLater ? 1 : 0]?.add(to.exporter.evaluation?.(evaluation, to.centre) ?? '')
      findings.evaluation_record_count++
      if (isDuplicate) findings.evaluation_duplicate_count++
    }
    findings.evaluation_count += new Set(evaluations.map(({ evaluation }) => evaluation.id)).size
    findings.conversation_count++
    if (isOpen) findings.open_conversation_count++
    truth.add(to.exporter.settled?.(journey) ?? journey, countedEvaluations(evaluations))
    worked.add(journey)
    await list?.add(conversationRow(journey))
    index++
  }
  await files.closeAll()
  for (const pages of evaluationPages) files.fileCount += await pages.close()
  findings.reject_count = findings.broken_line_count
}

function evaluationFiles(name: string, to: Export, outDir: string): Pages {
  return new Pages(
    (number) => join(outDir, 'evaluations', `${name}-${page(number)}.json`),
    EVALUATIONS_PER_PAGE,
    (records, number) => to.exporter.evaluationPage?.(records, number) ?? '',
  )
}
