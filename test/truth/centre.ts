import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundledProject } from '../../src/config/index.js'
import { loadPaths } from '../../src/ingest/index.js'
import type { Row, Value } from '../../src/result.js'
import { NOISES, simulate, type SimulateOptions } from '../../src/simulate/index.js'
import { buildProject, hasFailed, loadProject } from '../../src/transform/index.js'
import type { Warehouse } from '../../src/warehouse/index.js'

export const DATE_BASES = ['leg', 'event', 'conversation'] as const
export const ZONE = 'America/New_York'

/** The daily marts that the simulator has a truth of, and how many rows a simulated one has at the least. */
export const DAILY_MARTS = { mrt_daily_queue_kpis: 100, mrt_agent_scorecard: 100, mrt_daily_conversations: 14 } as const

export interface SimulatedExport {
  readonly folder: string
  readonly files: readonly string[]
  /** Rows of a mart as they must be, by date basis. */
  readonly truth: (mart: string, dateBasis: string) => Row[]
  readonly firstContacts: readonly Row[]
  readonly findings: Record<string, number>
  /** Targets for cxkpi.yml, where the platform's queues have none. */
  readonly targets: readonly unknown[]
  readonly remove: () => void
}

/** A simulated centre over the end of summer time, with every kind of noise, and its truth beside it. */
export async function simulatedExport(options: Partial<SimulateOptions> & { seed: number }): Promise<SimulatedExport> {
  const folder = mkdtempSync(join(tmpdir(), 'cxkpi-truth-'))
  const outDir = join(folder, 'exports')
  const truthDir = join(folder, 'truth')
  await simulate({
    outDir,
    truthDir,
    platform: 'genesys',
    conversations: 20_000,
    days: 14,
    startDate: '2026-10-20',
    timezone: ZONE,
    noise: new Set(NOISES),
    ...options,
  })
  const read = (name: string): unknown => JSON.parse(readFileSync(join(truthDir, name), 'utf8'))
  const conversations = read('conversations-daily.json') as Row[]
  const rows = {
    mrt_daily_conversations: Object.fromEntries(DATE_BASES.map((basis) => [basis, conversations])),
    mrt_daily_queue_kpis: read('queue-daily.json') as Record<string, Row[]>,
    mrt_agent_scorecard: read('agent-daily.json') as Record<string, Row[]>,
  }
  return {
    folder: outDir,
    files: readdirSync(outDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort(),
    truth: (mart, dateBasis) => rows[mart as keyof typeof rows][dateBasis]!,
    firstContacts: read('first-contacts.json') as Row[],
    findings: read('findings.json') as Record<string, number>,
    targets: existsSync(join(truthDir, 'targets.json')) ? (read('targets.json') as unknown[]) : [],
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export async function load(warehouse: Warehouse, paths: readonly string[]): Promise<void> {
  await loadPaths(warehouse, paths, { org: '' })
}

interface BuildSettings {
  readonly vars?: Record<string, unknown>
  /** Whether the project's own tests run too, as they do for a user. */
  readonly tests?: boolean
}

/** Builds, and fails the test where a model or a test of the project failed. */
export async function build(
  warehouse: Warehouse,
  dateBasis: string,
  { vars = {}, tests = true }: BuildSettings = {},
): Promise<void> {
  const project = await loadProject([bundledProject()], { report_timezone: ZONE, date_basis: dateBasis, ...vars })
  const result = await buildProject(warehouse, project, { tests })
  if (hasFailed(result)) {
    throw new Error(JSON.stringify(result.nodes.filter(({ status }) => status === 'error' || status === 'fail')))
  }
}

/** How many evaluations a scorecard counts. */
export function evaluationsIn(scorecard: readonly Row[]): number {
  return scorecard.reduce((sum, row) => sum + Number(row['evaluation_count'] ?? 0), 0)
}

/** How many callers hung up in the menu. */
export function hangUpsIn(conversationDays: readonly Row[]): number {
  return conversationDays.reduce((sum, row) => sum + Number(row['prequeue_abandoned_count'] ?? 0), 0)
}

/** Where a mart and its truth differ, cell by cell; empty where they are equal. */
export async function differences(warehouse: Warehouse, mart: string, truth: readonly Row[]): Promise<string[]> {
  const actual = new Map((await warehouse.rows(`select * from ${mart}`)).map((row) => [keyOf(row), row]))
  const expected = new Map(truth.map((row) => [keyOf(row), row]))
  const missing = [...expected.keys()].filter((key) => !actual.has(key)).map((key) => `${key}: missing`)
  const extra = [...actual.keys()].filter((key) => !expected.has(key)).map((key) => `${key}: not in the truth`)
  const unequal = [...expected].flatMap(([key, row]) => {
    const found = actual.get(key)
    return found === undefined ? [] : unequalCells(key, row, found)
  })
  return [...missing, ...extra, ...unequal].slice(0, 20)
}

function unequalCells(key: string, expected: Row, actual: Row): string[] {
  return Object.entries(expected)
    .filter(([column, value]) => actual[column] !== value)
    .map(([column, value]) => `${key} ${column}: ${text(actual[column])} instead of ${text(value)}`)
}

function keyOf(row: Row): string {
  return [row['interaction_date'], row['queue_id'] ?? row['agent_id'], row['channel']].map(text).join(' ')
}

function text(value: Value | undefined): string {
  return value === undefined ? 'no column' : String(value)
}
