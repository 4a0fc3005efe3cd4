import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadPaths } from '../../src/ingest/index.js'
import type { AgentPart, Journey } from '../../src/platforms/journey.js'
import { asOf } from '../../src/simulate/as-of.js'
import { Warehouse } from '../../src/warehouse/index.js'
import { expectFirstContacts } from './first-contacts.js'
import {
  build,
  DAILY_MARTS,
  DATE_BASES,
  differences,
  evaluationsIn,
  simulatedExport,
  type SimulatedExport,
} from './centre.js'
import { FROM_MS, plainDay, writePlainDay } from './plain-day.js'

describe.each([1, 2])('reports of Flex Insights of seed %i, with all noise', { timeout: 600_000 }, (seed) => {
  let exported: SimulatedExport

  beforeAll(async () => {
    exported = await simulatedExport({ platform: 'flex-insights', seed, conversations: 2_000 })
  })

  afterAll(() => {
    exported.remove()
  })

  it('give what Insights can know of the simulated truth, exactly', async () => {
    const warehouse = await Warehouse.open(':memory:', { access: 'write', threads: 1 })
    await loadPaths(warehouse, [exported.folder], { org: '', sourceTimezone: 'UTC' })
    for (const dateBasis of DATE_BASES) {
      await build(warehouse, dateBasis, { vars: { targets: exported.targets, source_zone: 'UTC' } })
      for (const [mart, fewest] of Object.entries(DAILY_MARTS)) {
        const truth = exported.truth(mart, dateBasis)
        expect(truth.length).toBeGreaterThanOrEqual(fewest)
        if (mart === 'mrt_agent_scorecard') expect(evaluationsIn(truth)).toBeGreaterThan(30)
        expect(await differences(warehouse, mart, truth), `${mart} by ${dateBasis}`).toEqual([])
      }
    }
    await expectFirstContacts(warehouse, 'flex', exported)
    const [rejects] = await warehouse.rows('select count(*) as n from meta.rejects')
    expect(rejects?.['n']).toBe(exported.findings['reject_count'])
    warehouse.close()
  })
})

interface Difference {
  readonly conversation_id: string
  readonly subject: string
  readonly measure: string
  readonly computed_value: number
  readonly reported_value: unknown
}

it('reconciles reports with events of the same day: what differs by nature, what was planted, and nothing else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cxkpi-reconcile-'))
  const knownAt = FROM_MS + 5 * 3_600_000
  const journeys = plainDay('flex', 5, 600).journeys.map((journey) => asOf(journey, knownAt))
  for (const platform of ['flex', 'flex-insights'] as const)
    await writePlainDay(plainDay(platform, 5, 600), join(folder, platform), knownAt)
  const { longer, missing } = plant(join(folder, 'flex-insights', 'conversations.csv'))
  const warehouse = await Warehouse.open(':memory:', { access: 'write', threads: 1 })
  await loadPaths(warehouse, [folder], { org: '', sourceTimezone: 'UTC' })
  await build(warehouse, 'leg', { vars: { source_zone: 'UTC' } })
  const found = await warehouse.rows(
    'select conversation_id, subject, measure, computed_value, reported_value from mrt_reconciliation',
  )
  const natural = journeys.filter(({ id }) => id !== missing).flatMap(differentByNature)
  const planted: Difference[] = [
    { conversation_id: missing, subject: 'conversation', measure: 'is_there', computed_value: 1, reported_value: 0 },
    longer,
  ]
  expect(sorted(found)).toEqual(sorted([...natural, ...planted]))
  expect(new Set(natural.map(({ measure }) => measure))).toEqual(
    new Set(['is_not_responding', 'is_abandoned', 'is_accepted', 'is_there']),
  )
  warehouse.close()
  rmSync(folder, { recursive: true })
}, 600_000)

/**
 * What Insights calls otherwise: a caller who hung up was missed, an enquiry that nobody answered abandoned; of tasks that an agent
 * dialled and passed on it tells no waits and no alerts.
 */
function differentByNature(journey: Journey): Difference[] {
  const difference = (subject: string, measure: string, computed: number): Difference => ({
    conversation_id: journey.id,
    subject,
    measure,
    computed_value: computed,
    reported_value: 1 - computed,
  })
  const until = journey.isRouted ? dialledUntil(journey) : -Infinity
  const waits = journey.waits.flatMap(({ enteredAt, cause, end }) => {
    if (end === null) return []
    if (enteredAt < until) return difference('queue_leg', 'is_there', 1)
    return cause === 'consult' && end.outcome === 'given_up' ? difference('queue_leg', 'is_abandoned', 0) : []
  })
  const parts = journey.parts.flatMap((part) => {
    const { alert, acceptedAt, dialing, role } = part
    if (role !== 'work' || dialing !== null || !journey.isRouted || isRunning(part)) return []
    if ((alert?.from ?? acceptedAt ?? Infinity) < until)
      return difference('agent_leg', acceptedAt === null ? 'is_there' : 'is_accepted', 1)
    return alert?.result === 'caller_gone' ? difference('agent_leg', 'is_not_responding', 0) : []
  })
  return [...waits, ...parts]
}

/** Until when a conversation is on the task that an agent's dialling made: until its customer comes back to a queue by the menu. */
function dialledUntil({ parts, waits }: Journey): number {
  if (parts[0]?.dialing == null) return -Infinity
  return waits.find(({ cause }) => !['transfer', 'consult', 'overflow'].includes(cause))?.enteredAt ?? Infinity
}

function isRunning({ alert, stretches, acw }: AgentPart): boolean {
  return [alert, acw, ...stretches].some((stretch) => stretch?.to === null)
}

function sorted(differences: readonly object[]): object[] {
  return differences
    .map((each) => [JSON.stringify(Object.values(each).slice(0, 3)), each] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, each]) => each)
}

/** Makes one wait of a report 7 s longer, as reported, and leaves out one conversation. */
function plant(path: string): { longer: Difference; missing: string } {
  const lines = readFileSync(path, 'utf8').split('\r\n')
  const waits = lines.filter((line) => /^("[^"]*",){2}"Queue",.*"Inbound","Yes","Queue"/.test(line))
  const [first, second] = [waits[1]!, waits[2]!]
  const reported = /"(\d+\.\d)"/.exec(first)![1]!
  const seconds = Math.floor(Number(reported)) + 7
  const changed = first.replace(`"${reported}"`, `"${seconds}.0"`)
  const missing = second.split('","')[1]!
  const left = lines.filter((line) => !line.includes(missing)).map((line) => (line === first ? changed : line))
  writeFileSync(path, left.join('\r\n'))
  return {
    longer: {
      conversation_id: first.split('","')[1]!,
      subject: 'queue_leg',
      measure: 'wait_seconds',
      computed_value: expect.closeTo(Number(reported), -1) as number,
      reported_value: seconds,
    },
    missing,
  }
}
