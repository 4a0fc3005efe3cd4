import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadPaths } from '../../src/ingest/index.js'
import { Warehouse } from '../../src/warehouse/index.js'
import { build, DATE_BASES, differences, evaluationsIn, simulatedExport, type SimulatedExport } from './centre.js'

describe.each([1, 2])('reports of Flex Insights of seed %i, with all noise', { timeout: 600_000 }, (seed) => {
  let exported: SimulatedExport

  beforeAll(async () => {
    exported = await simulatedExport({ platform: 'flex-insights', seed, conversations: 2_000 })
  })

  afterAll(() => {
    exported.remove()
  })

  it('give what Insights can know of the simulated truth, exactly', async () => {
    const warehouse = await Warehouse.open(':memory:', { access: 'write' })
    await loadPaths(warehouse, [exported.folder], { org: '', sourceTimezone: 'UTC' })
    for (const dateBasis of DATE_BASES) {
      await build(warehouse, dateBasis, { vars: { targets: exported.targets, source_zone: 'UTC' } })
      for (const mart of ['mrt_daily_queue_kpis', 'mrt_agent_scorecard']) {
        const truth = exported.truth(mart, dateBasis)
        expect(truth.length).toBeGreaterThan(100)
        if (mart === 'mrt_agent_scorecard') expect(evaluationsIn(truth)).toBeGreaterThan(30)
        expect(await differences(warehouse, mart, truth), `${mart} by ${dateBasis}`).toEqual([])
      }
    }
    const [rejects] = await warehouse.rows('select count(*) as n from meta.rejects')
    expect(rejects?.['n']).toBe(exported.findings['reject_count'])
    warehouse.close()
  })
})

/** What Insights calls otherwise: a caller who hung up, an enquiry that nobody answered, what passes through queues on outbound tasks. */
const UNEXPLAINED = `
    select conversation_id, subject, measure, computed_value, reported_value from mrt_reconciliation
    where not (measure = 'is_not_responding' and reported_value = 1)
        and not (measure = 'is_abandoned' and leg_id in (select session_id from fct_queue_legs where is_consult))
        and conversation_id not in (
            select conversation_id from fct_agent_legs where leg_kind in ('outbound_handled', 'unconnected')
        )
    order by measure`

it('reconciles reports with events of the same days: nothing but what was planted', { timeout: 600_000 }, async () => {
  const size = { seed: 5, conversations: 600, days: 3, noise: new Set<never>() }
  const events = await simulatedExport({ ...size, platform: 'flex' })
  const reports = await simulatedExport({ ...size, platform: 'flex-insights' })
  const { longer, missing } = plant(reports.files.filter((path) => path.includes('-report-')).sort()[1]!)
  const warehouse = await Warehouse.open(':memory:', { access: 'write' })
  await loadPaths(warehouse, [events.folder, reports.folder], { org: '', sourceTimezone: 'UTC' })
  await build(warehouse, 'leg', { vars: { source_zone: 'UTC' } })
  const [compared] = await warehouse.rows('select count(*) as n from int_flex__insights_queue_legs where is_superseded')
  expect(compared?.['n']).toBeGreaterThan(400)
  expect(await warehouse.rows(UNEXPLAINED)).toEqual([
    { conversation_id: missing, subject: 'conversation', measure: 'is_there', computed_value: 1, reported_value: 0 },
    { ...longer, subject: 'queue_leg', measure: 'wait_seconds' },
  ])
  warehouse.close()
  events.remove()
  reports.remove()
})

/** Makes one wait of a report 7 s longer, as reported, and leaves out one conversation. */
function plant(path: string): { longer: Record<string, unknown>; missing: string } {
  const lines = readFileSync(path, 'utf8').split('\r\n')
  const waits = lines.filter((line) => /^("[^"]*",){2}"Queue",.*"Inbound","Yes","Queue"/.test(line))
  const [first, second] = [waits[1]!, waits[2]!]
  const seconds = Number(/"(\d+\.0)"/.exec(first)![1])
  const changed = first.replace(`"${seconds}.0"`, `"${seconds + 7}.0"`)
  const missing = second.split('","')[1]!
  const left = lines.filter((line) => !line.includes(missing)).map((line) => (line === first ? changed : line))
  writeFileSync(path, left.join('\r\n'))
  const conversation_id = first.split('","')[1]!
  return {
    longer: { conversation_id, computed_value: expect.closeTo(seconds, -1) as number, reported_value: seconds + 7 },
    missing,
  }
}
