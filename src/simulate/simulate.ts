import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Effects } from '../effects.js'
import { silentEffects } from '../effects.js'
import { CxkpiError } from '../errors.js'
import { exporterOf } from '../platforms/exporters.js'
import { makeCentre } from './centre.js'
import { writeConversations } from './conversations.js'
import { ConversationFiles } from './export.js'
import { Findings } from './findings.js'
import { addDays, startOfDay } from './local-day.js'
import type { Export } from './noise/versions.js'
import type { SimulateOptions, SimulateSummary } from './options.js'
import { DEFAULT_START_DATE, DEFAULT_TIMEZONE } from './options.js'
import { namesOf, targetsOf, writeLookups, writeStates } from './organisation.js'
import { writeText } from './pages.js'
import { Truth } from './truth/truth.js'
import { JsonList, basesText } from './truth/write.js'
import { Worked } from './worked.js'

const PAGE_SIZE = 1000
const DAY_MS = 86_400_000
/** How long before the first conversation the organisation was set up. */
const AGE_DAYS = 400

/**
 * Simulates a contact centre and writes what the platform would have exported of it, and apart from that the truth.
 *
 * The same options give the same bytes. Raises CXK1001 when a folder already holds something.
 */
export async function simulate(options: SimulateOptions, effects: Effects = silentEffects): Promise<SimulateSummary> {
  const began = effects.nowMs()
  const { outDir, truthDir } = options
  await refuseFull(outDir)
  const zone = options.timezone ?? DEFAULT_TIMEZONE
  const startDate = options.startDate ?? DEFAULT_START_DATE
  const fromMs = startOfDay(startDate, zone)
  const exporter = exporterOf(options.platform)
  const centre = makeCentre(options.seed, fromMs - AGE_DAYS * DAY_MS)
  const to: Export = {
    centre: exporter.adopt?.(centre) ?? centre,
    exporter,
    noise: options.noise ?? new Set(),
    seed: options.seed,
    fromMs,
    toMs: startOfDay(addDays(startDate, options.days), zone),
  }
  const truth = new Truth(exporter.platform ?? options.platform, to.centre, zone, exporter)
  const findings = new Findings()
  const files = new ConversationFiles(outDir, to.exporter, pageSize(options, to))
  const worked = new Worked(exporter, to.toMs)
  const list = truthDir === undefined ? null : await JsonList.create(join(truthDir, 'conversations.json'))
  await writeConversations(options.conversations, zone, to, { files, truth, list, findings, worked }, effects)
  await writeLookups(to, files, findings)
  await writeStates(startDate, options.days, to, { files, truth, findings, worked })
  await list?.close()
  if (truthDir !== undefined) {
    await writeText(join(truthDir, 'queue-daily.json'), basesText(truth.queueDaily()))
    await writeText(join(truthDir, 'agent-daily.json'), basesText(truth.agentDaily()))
    await writeText(join(truthDir, 'first-contacts.json'), `${JSON.stringify(truth.firstContacts(), null, 2)}\n`)
    await writeText(
      join(truthDir, 'conversations-daily.json'),
      `${JSON.stringify(truth.conversationDaily(), null, 2)}\n`,
    )
    await writeText(join(truthDir, 'findings.json'), `${JSON.stringify(findings, null, 2)}\n`)
    if (exporter.knowsTargets === false) {
      await writeText(join(truthDir, 'targets.json'), `${JSON.stringify(targetsOf(to.centre), null, 2)}\n`)
    }
    await writeText(join(truthDir, 'names.json'), `${JSON.stringify(namesOf(to), null, 2)}\n`)
  }
  return {
    outDir,
    truthDir: truthDir ?? null,
    fileCount: files.fileCount,
    conversations: findings.conversation_count,
    records: findings.record_count,
    duplicates: findings.duplicate_count,
    brokenLines: findings.broken_line_count,
    evaluations: findings.evaluation_count,
    seconds: (effects.nowMs() - began) / 1000,
  }
}

/** So many records a page that about as many files come out as are asked for; each day, copy and noise begins a file of its own. */
function pageSize(options: SimulateOptions, to: Export): number {
  if (options.files === undefined) return PAGE_SIZE
  const days = Math.ceil((to.toMs - to.fromMs) / DAY_MS) + 1
  const partial = Math.round(days / 2) + (to.noise.has('duplicates') ? days : 0) + (to.noise.has('corrections') ? 1 : 0)
  return Math.max(1, Math.ceil(options.conversations / Math.max(1, options.files - partial)))
}

async function refuseFull(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((): string[] => [])
  if (entries.length === 0) return
  throw new CxkpiError(
    'CXK1001',
    `the folder ${folder} is not empty: beside other files the truth of a simulation would not hold`,
    {
      hint: 'name a folder that does not exist yet, or empty it',
      path: folder,
    },
  )
}
