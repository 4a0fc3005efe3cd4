import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { beforeAll, describe, expect, it } from 'vitest'
import { Warehouse } from '../../src/warehouse/index.js'
import { loadContactCentre } from './contact-centre.js'
import { cxkpi, jsonOf, type JsonAnswer, type JsonError } from './cxkpi.js'
import { ownFolder } from './folder.js'

const folder = ownFolder()
const run = (...args: string[]) => cxkpi(args, { cwd: folder })
const json = async (...args: string[]) => jsonOf<JsonAnswer>(await run(...args, '--json'))

beforeAll(() => loadContactCentre(folder))

describe('load', () => {
  it('skips what it knows, says so, and changes nothing', async () => {
    const before = (await run('report', 'queue-daily')).stdout
    const answer = await json('load', 'exports')
    expect(new Set(answer.rows.map(({ status }) => status))).toEqual(new Set(['known']))
    expect((await run('report', 'queue-daily')).stdout).toBe(before)
  })

  it('exits 1 when a file is refused, with the reason, and loads the others', async () => {
    mkdirSync(join(folder, 'mixed'))
    writeFileSync(join(folder, 'mixed', 'notes.txt'), 'no export at all')
    cpSync(join(folder, 'exports', 'queues.json'), join(folder, 'mixed', 'queues.json'))
    const ran = await run('load', 'mixed', '--db', 'mixed.duckdb', '--no-build')
    expect(ran.exitCode).toBe(1)
    expect(ran.stderr).toContain('1 file loaded, 0 known already, 1 refused')
    expect(ran.stdout).toMatch(/notes\.txt,refused,.*it is not JSON/)
    expect(statSync(join(folder, 'mixed.duckdb')).mode & 0o777).toBe(0o600)
  })

  it('lists malformed lines as rejects and still exits 0', async () => {
    const path = join(folder, 'lines.ndjson')
    writeFileSync(
      path,
      '{"conversationId":"c1","conversationStart":"2026-10-20T10:00:00.000Z","participants":[]}\n{"conversationId": oops\n',
    )
    const ran = await run('load', path, '--db', 'lines.duckdb')
    expect(ran).toMatchObject({ exitCode: 0 })
    const { rows } = await json('rejects', '--db', 'lines.duckdb')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ path, file_row: 2, payload: '{"conversationId": oops' })
  })

  it('leaves no database behind where there was nothing to read', async () => {
    const ran = await run('load', 'nowhere', '--db', 'never.duckdb')
    expect(ran.exitCode).toBe(3)
    expect(existsSync(join(folder, 'never.duckdb'))).toBe(false)
  })
})

describe('build', () => {
  it('says what became of each node', async () => {
    const ran = await run('build', '--select', '+mrt_daily_queue_kpis', '--json')
    expect(ran.exitCode).toBe(0)
    const answer = jsonOf<JsonAnswer>(ran)
    expect(answer.rows.find(({ name }) => name === 'mrt_daily_queue_kpis')).toMatchObject({ kind: 'model' })
    expect(answer['counts']).toMatchObject({ failed: 0, skipped: 0 })
  })

  it('gives the same marts in full as step by step', async () => {
    const before = (await run('report', 'agent-scorecard')).stdout
    expect((await run('build', '--full-refresh')).exitCode).toBe(0)
    expect((await run('report', 'agent-scorecard')).stdout).toBe(before)
  })

  it('exits 4 with the closest name for an unknown model', async () => {
    const ran = await run('build', '--select', 'mrt_dayly_queue_kpis', '--json')
    expect(ran.exitCode).toBe(4)
    expect(jsonOf<JsonError>(ran).error.hint).toContain('mrt_daily_queue_kpis')
  })

  it("skips what hangs on a user's faulty model, says so, and exits 1", async () => {
    const mine = join(folder, 'mine')
    mkdirSync(join(mine, 'models'), { recursive: true })
    writeFileSync(join(mine, 'cxkpi.yml'), 'database: ../mine.duckdb\n')
    writeFileSync(join(mine, 'models', 'mrt_mine.sql'), "select no_such_column from {{ ref('dim_queues') }}\n")
    writeFileSync(join(mine, 'models', 'mrt_below.sql'), "select * from {{ ref('mrt_mine') }}\n")
    const ran = await cxkpi(['load', '../exports/queues.json', '--json'], { cwd: mine })
    expect(ran.exitCode).toBe(1)
    const { nodes } = jsonOf<{ build: { nodes: Record<string, unknown>[] } }>(ran).build
    expect(nodes.find(({ name }) => name === 'mrt_mine')).toMatchObject({ status: 'error' })
    const below = nodes.find(({ name }) => name === 'mrt_below')
    expect(below).toMatchObject({ status: 'skipped' })
    expect(below!['message']).toContain('mrt_mine')
  })

  it('has nothing to do without a database', async () => {
    const ran = await run('build', '--db', 'none.duckdb')
    expect(ran.exitCode).toBe(3)
    expect(existsSync(join(folder, 'none.duckdb'))).toBe(false)
  })
})

describe('check', () => {
  it('exits 1 while an error-level finding stands, worst first', async () => {
    cpSync(join(folder, 'cxkpi.duckdb'), join(folder, 'found.duckdb'))
    const warehouse = await Warehouse.open(join(folder, 'found.duckdb'), { access: 'write' })
    await warehouse.run('delete from meta.findings')
    const values = [
      `('1', 'late', 'info', 'new')`,
      `('2', 'odd', 'warn', 'new')`,
      `('3', 'wrong', 'error', 'standing')`,
      `('4', 'gone', 'error', 'resolved')`,
    ]
    await warehouse.run(
      `insert into meta.findings by name select *, 'r' as first_run_id, 'r' as last_run_id, now() as first_seen_at,
       now() as last_seen_at from (values ${values.join(', ')}) as found(finding_id, rule, severity, status)`,
    )
    warehouse.close()
    const ran = await run('check', '--db', 'found.duckdb', '--json')
    expect(ran.exitCode).toBe(1)
    const answer = jsonOf<JsonAnswer>(ran)
    expect(answer.rows.map(({ rule }) => rule)).toEqual(['wrong', 'odd', 'late'])
    expect(answer['counts']).toEqual({ error: 1, warn: 1, info: 1 })
    expect((await json('check', '--db', 'found.duckdb', '--severity', 'warn')).rows.map(({ rule }) => rule)).toEqual([
      'wrong',
      'odd',
    ])
    expect((await json('check', '--db', 'found.duckdb', '--all')).rows).toHaveLength(4)
  })

  it('exits 0 without one', async () => {
    expect(await run('check')).toMatchObject({ exitCode: 0 })
  })
})

describe('trace', () => {
  it('shows legs and segments in time order, each with file and line', async () => {
    const [leg] = (
      await json(
        'query',
        `select conversation_id, queue_leg_id from fct_queue_legs where outcome = 'answered' order by all limit 1`,
      )
    ).rows
    const id = String(leg!['conversation_id'])
    const answer = await json('trace', id.slice(0, 20))
    expect(answer['conversation']).toMatchObject({ conversation_id: id, platform: 'genesys' })
    const parts = answer.rows.map(({ part }) => part)
    expect(new Set(parts)).toEqual(new Set(['conversation', 'queue leg', 'agent leg', 'segment']))
    const starts = answer.rows.map(({ started_at: at }) => String(at))
    expect(starts).toEqual(starts.toSorted())
    for (const row of answer.rows) {
      expect(row['path']).toMatch(/exports\/conversations\/.*\.json$/)
      expect(recordAt(String(row['path']), Number(row['file_row']))).toBe(id)
    }
  })

  it('exits 4 for an id that nobody has, or that several begin with', async () => {
    expect(jsonOf<JsonError>(await run('trace', 'no-such-id', '--json')).error.message).toBe(
      "there is no conversation 'no-such-id'",
    )
    const many = await run('trace', '', '--json')
    expect(many.exitCode).toBe(4)
    expect(jsonOf<JsonError>(many).error.message).toContain('more than one conversation begins with')
  })
})

/** The id of the n-th record of a page of conversations. */
function recordAt(path: string, row: number): string | undefined {
  const page = JSON.parse(readFileSync(join(folder, path), 'utf8')) as { conversations: { conversationId: string }[] }
  return page.conversations[row - 1]?.conversationId
}

describe('ls and describe', () => {
  it('list models with kind, rows and grain, and the raw tables', async () => {
    const { rows } = await json('ls')
    expect(rows.find(({ name }) => name === 'mrt_daily_queue_kpis')).toMatchObject({
      kind: 'view',
      grain: 'platform, org_id, interaction_date, queue_id, channel',
    })
    expect(rows.find(({ name }) => name === 'raw.genesys_conversations')?.['rows']).toBeGreaterThan(0)
  })

  it('explain a KPI with unit, additivity and decision', async () => {
    const { rows } = await json('describe', 'service_level_rate')
    expect(rows).toEqual([
      {
        model: 'mrt_daily_queue_kpis',
        column: 'service_level_rate',
        type: 'double',
        unit: 'rate',
        additivity: 'R',
        decision: 'D11',
        description: expect.stringContaining('answered_in_target_count') as string,
        tests: null,
      },
    ])
  })

  it('explain every column of both marts', async () => {
    for (const mart of ['mrt_daily_queue_kpis', 'mrt_agent_scorecard']) {
      const { rows } = await json('describe', mart)
      const undescribed = rows.filter(({ description }) => description === null).map(({ column }) => column)
      expect(undescribed).toEqual([])
    }
  })
})

describe('export', () => {
  it('writes models as Parquet that another reader understands', async () => {
    const answer = await json('export', 'out')
    expect(answer.rows.map(({ model }) => model)).toContain('fct_queue_legs')
    const file = new Uint8Array(readFileSync(join(folder, 'out', 'mrt_daily_queue_kpis.parquet'))).buffer
    const found = await parquetReadObjects({ file })
    const { rows } = await json('query', 'from mrt_daily_queue_kpis')
    expect(found.map(({ offered_count: count }) => Number(count))).toEqual(
      rows.map(({ offered_count: count }) => count),
    )
  })

  it('writes CSV defused, and Arrow', async () => {
    expect((await run('export', 'csv', '--csv', '--select', 'dim_queues')).exitCode).toBe(0)
    expect(readFileSync(join(folder, 'csv', 'dim_queues.csv'), 'utf8')).toContain(`"'=HYPERLINK(""http`)
    expect((await run('export', 'arrow', '--arrow', '--select', 'mrt_*')).exitCode).toBe(0)
    expect(readdirSync(join(folder, 'arrow')).sort()).toEqual([
      'mrt_agent_scorecard.arrow',
      'mrt_cxone__reconciliation.arrow',
      'mrt_daily_conversations.arrow',
      'mrt_daily_queue_kpis.arrow',
      'mrt_reconciliation.arrow',
    ])
  })
})

describe('simulate', () => {
  it('gives the same bytes for the same seed, and refuses a folder that is not empty', async () => {
    const size = ['--conversations', '20', '--days', '1', '--duplicates', '--broken']
    for (const name of ['one', 'two']) expect((await run('simulate', name, ...size)).exitCode).toBe(0)
    const files = (name: string) =>
      readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    expect(files('one')).toEqual(files('two'))
    expect(await run('simulate', 'one', ...size)).toMatchObject({ exitCode: 2, stdout: '' })
  })
})

describe('the machine', () => {
  it('has no say in the numbers: the same report with TZ set to other zones', async () => {
    const here = (await run('report', 'queue-daily')).stdout
    for (const TZ of ['UTC', 'Pacific/Auckland', 'America/New_York']) {
      expect((await cxkpi(['report', 'queue-daily'], { cwd: folder, env: { TZ } })).stdout).toBe(here)
    }
  })
})
