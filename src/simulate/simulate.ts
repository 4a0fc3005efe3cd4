import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Effects } from '../effects.js'
import { silentEffects } from '../effects.js'
import { CxkpiError } from '../errors.js'
import type { Centre, Evaluation } from '../platforms/centre.js'
import { exporterOf } from '../platforms/exporters.js'
import { arrivals } from './arrivals.js'
import { asOf, lastInstant } from './as-of.js'
import { makeCentre } from './centre.js'
import { evaluationsOf } from './evaluations.js'
import { ConversationFiles } from './export.js'
import { addDays, startOfDay } from './local-day.js'
import type { SimulateOptions, SimulateSummary } from './options.js'
import { DEFAULT_START_DATE, DEFAULT_TIMEZONE } from './options.js'
import { Pages, page, writeText } from './pages.js'
import { statesOf } from './states.js'
import { tell } from './stories/index.js'
import { makeStage } from './stories/scene.js'
import { conversationRow } from './truth/conversation.js'
import { Truth } from './truth/truth.js'
import { JsonList, basesText } from './truth/write.js'

const PAGE_SIZE = 1000
const EVALUATION_PAGE_SIZE = 100
const DAY_MS = 86_400_000

/**
 * Simulates a contact centre and writes what the platform would have exported of it, and apart from that the truth.
 *
 * The same options give the same bytes. Raises CXK1001 when the folder already holds something.
 */
export async function simulate(options: SimulateOptions, effects: Effects = silentEffects): Promise<SimulateSummary> {
  const began = effects.nowMs()
  await refuseFull(options.outDir)
  const zone = options.timezone ?? DEFAULT_TIMEZONE
  const startDate = options.startDate ?? DEFAULT_START_DATE
  const fromMs = startOfDay(startDate, zone)
  const toMs = startOfDay(addDays(startDate, options.days), zone)
  const centre = makeCentre(options.seed, fromMs - 400 * DAY_MS)
  const stage = makeStage(centre, options.seed)
  const exporter = exporterOf(options.platform)
  const truth = new Truth(options.platform, centre, zone)
  const pageSize =
    options.files === undefined ? PAGE_SIZE : Math.max(1, Math.ceil(options.conversations / options.files))
  const files = new ConversationFiles(options.outDir, exporter, pageSize)
  const evaluationPages = new Pages(
    (number) => join(options.outDir, 'evaluations', `page-${page(number)}.json`),
    EVALUATION_PAGE_SIZE,
    (records, number) => exporter.evaluationPage(records, number),
  )
  const conversationList =
    options.truthDir === undefined ? null : await JsonList.create(join(options.truthDir, 'conversations.json'))
  let index = 0
  let evaluations = 0
  for (const at of arrivals(options.conversations, fromMs, toMs, zone, options.seed)) {
    if (index % 1000 === 0) {
      if (effects.signal.aborted) throw new CxkpiError('CXK9130', 'the simulation was interrupted')
      effects.progress('simulating conversations', index / options.conversations)
    }
    const journey = asOf(tell(stage, index, at), toMs)
    const day = new Date(at).toISOString().slice(0, 10)
    await files.closeBefore(day)
    await files.add(day, toMs, exporter.conversation(journey, centre))
    const evaluated = lastInstant(journey) === Infinity ? [] : evaluationsOf(journey, index, centre, options.seed)
    for (const evaluation of evaluated) await evaluationPages.add(exporter.evaluation(evaluation, centre))
    evaluations += evaluated.length
    truth.add(journey, counted(evaluated))
    await conversationList?.add(conversationRow(journey))
    index++
  }
  await files.closeBefore('~')
  files.fileCount += await evaluationPages.close()
  for (const lookup of exporter.lookups(centre)) await files.write(lookup.path, lookup.text)
  await writeStates(options, centre, startDate, fromMs, toMs, files, truth)
  if (options.truthDir !== undefined && conversationList !== null) {
    await conversationList.close()
    await writeText(join(options.truthDir, 'queue-daily.json'), basesText(truth.queueDaily()))
    await writeText(join(options.truthDir, 'agent-daily.json'), basesText(truth.agentDaily()))
    const findings = {
      conversation_count: index,
      version_count: index,
      duplicate_count: 0,
      reject_count: 0,
      broken_line_count: 0,
    }
    await writeText(join(options.truthDir, 'findings.json'), `${JSON.stringify(findings, null, 2)}\n`)
  }
  return {
    outDir: options.outDir,
    truthDir: options.truthDir ?? null,
    fileCount: files.fileCount,
    conversations: index,
    records: index,
    duplicates: 0,
    brokenLines: 0,
    evaluations,
    seconds: (effects.nowMs() - began) / 1000,
  }
}

/** The newest version of each evaluation, if it counts: finished, and neither calibration nor redacted. */
function counted(versions: readonly Evaluation[]): { agentId: string; score: number }[] {
  const newest = new Map(versions.map((evaluation) => [evaluation.id, evaluation]))
  return [...newest.values()].flatMap(({ agentId, score, status, calibrationId, isRedacted }) =>
    status === 'FINISHED' && calibrationId === null && !isRedacted && score !== null ? [{ agentId, score }] : [],
  )
}

async function writeStates(
  options: SimulateOptions,
  centre: Centre,
  startDate: string,
  fromMs: number,
  toMs: number,
  files: ConversationFiles,
  truth: Truth,
): Promise<void> {
  const states = centre.agents.map((agent, index) =>
    statesOf(agent, index, startDate, options.days, toMs, options.seed),
  )
  for (const one of states) truth.addStates(one, toMs)
  for (let day = Math.floor(fromMs / DAY_MS) * DAY_MS - 2 * DAY_MS; day < toMs; day += DAY_MS) {
    const date = new Date(day).toISOString().slice(0, 10)
    await files.write(
      `user-details/${date}.json`,
      exporterOf(options.platform).userDetails(states, centre, day, day + DAY_MS, toMs),
    )
  }
}

async function refuseFull(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((): string[] => [])
  if (entries.length === 0) return
  throw new CxkpiError(
    'CXK1001',
    `the folder ${folder} is not empty, and a simulation beside other files would not be what its truth says`,
    {
      hint: 'name a folder that does not exist yet, or empty it',
      path: folder,
    },
  )
}
