import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { parquetReadObjects } from 'hyparquet'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadContactCentre, truthOf } from './contact-centre.js'
import { cxkpi, jsonOf, type JsonAnswer, type JsonError } from './cxkpi.js'
import { ownFolder } from './folder.js'

const folder = ownFolder()
let queueNames: ReadonlyMap<string, string>
const run = (args: readonly string[], env: Record<string, string> = {}) => cxkpi(args, { cwd: folder, env })
const rowsOf = async (...args: string[]) => jsonOf<JsonAnswer>(await run(['report', ...args, '--json'])).rows

beforeAll(async () => {
  ;({ queueNames } = await loadContactCentre(folder))
})

type Rows = readonly Readonly<Record<string, unknown>>[]
const byKey = (rows: Rows, member: string): Map<string, Readonly<Record<string, unknown>>> =>
  new Map(rows.map((row) => [[row['interaction_date'], row[member], row['channel']].join(' '), row]))

/** Every column of the truth, beside what was reported for it. */
function pairs(rows: Rows, truth: Rows, member: string): { found: unknown[]; expected: unknown[] } {
  const reported = byKey(rows, member)
  const cells = [...byKey(truth, member)].flatMap(([key, row]) =>
    Object.keys(row)
      .filter((column) => !column.endsWith('_name'))
      .map((column) => ({ key, column, found: reported.get(key)?.[column], expected: row[column] })),
  )
  return {
    found: [rows.length, ...cells.map(({ key, column, found }) => [key, column, found])],
    expected: [truth.length, ...cells.map(({ key, column, expected }) => [key, column, expected])],
  }
}

describe('report', () => {
  it.each(['leg', 'event', 'conversation'])(
    'says what is true by %s, stored or computed from the facts',
    async (basis) => {
      const queues = pairs(
        await rowsOf('queue-daily', '--date-basis', basis),
        truthOf(folder, 'queue-daily.json')[basis]!,
        'queue_id',
      )
      expect(queues.found).toEqual(queues.expected)
      const agents = pairs(
        await rowsOf('agent-scorecard', '--date-basis', basis),
        truthOf(folder, 'agent-daily.json')[basis]!,
        'agent_id',
      )
      expect(agents.found).toEqual(agents.expected)
    },
  )

  it('cuts the days in another zone and says so', async () => {
    const answer = jsonOf<JsonAnswer>(await run(['report', 'queue-daily', '--tz', 'Pacific/Auckland', '--json']))
    expect(answer['timezone']).toBe('Pacific/Auckland')
    const home = await rowsOf('queue-daily')
    const offered = (rows: Rows) => rows.reduce((sum, row) => sum + Number(row['offered_count']), 0)
    expect(offered(answer.rows)).toBe(offered(home))
    expect(answer.rows.map(({ interaction_date: day }) => day)).not.toEqual(
      home.map(({ interaction_date: day }) => day),
    )
  })

  it('keeps both days of a period', async () => {
    const days = (rows: Rows) => [...new Set(rows.map(({ interaction_date: day }) => day))]
    expect(days(await rowsOf('queue-daily', '--since', '2026-10-20', '--until', '2026-10-21'))).toEqual([
      '2026-10-20',
      '2026-10-21',
    ])
  })

  it('counts relative days from now, in the report zone', async () => {
    const ran = await run(['report', 'queue-daily', '--since', 'yesterday', '--until', 'yesterday', '--json'], {
      CXKPI_NOW: '2026-10-22T03:00:00Z',
    })
    expect(jsonOf<JsonAnswer>(ran)).toMatchObject({ period: { since: '2026-10-20', until: '2026-10-20' } })
  })

  it('is empty and fine for a period without data', async () => {
    const ran = await run(['report', 'queue-daily', '--since', '2030-01-01', '--json'])
    expect(ran.exitCode).toBe(0)
    expect(jsonOf<JsonAnswer>(ran).rows).toEqual([])
  })

  it('knows queues by name without regard to case, and by id', async () => {
    const [id, name] = [...queueNames][0]!
    const byName = await rowsOf('queue-daily', '--queue', name.toUpperCase())
    expect(byName.length).toBeGreaterThan(0)
    expect(await rowsOf('queue-daily', '--queue', id)).toEqual(byName)
    expect(new Set(byName.map(({ queue_id }) => queue_id))).toEqual(new Set([id]))
  })

  it.each([
    [['--queue', '@SUM(A2)'], "there is no queue '@SUM(A2)'", 'closest: @SUM(A1)'],
    [['--channel', 'voise'], "there is no channel 'voise'", 'closest: voice'],
    [['--platform', 'genesis'], "there is no platform 'genesis'", 'closest: genesys'],
  ])('exits 4 for %j, with the closest names', async (flags, message, hint) => {
    const ran = await run(['report', 'queue-daily', ...flags, '--json'])
    expect(ran.exitCode).toBe(4)
    expect(jsonOf<JsonError>(ran).error).toMatchObject({ code: 'CXK5001', message, hint })
  })

  it('has a header that names period, zone, basis, formula and version', async () => {
    const { stdout } = await run(['report', 'queue-daily', '--table', '--channel', 'voice', '--since', '2026-10-20'])
    expect(stdout).toMatch(
      /^Queue KPIs by day · 2026-10-20 → 2026-10-\d\d · America\/New_York, by leg · only channel voice\n/,
    )
    expect(stdout).toMatch(/data to 2026-10-2\dT\d\d:\d\d:\d\dZ · definitions version 1/)
    expect(stdout).toContain("service level: answered in target / (answered + abandoned) · targets: the platform's own")
  })

  it('has totals from sums, and percentiles and distinct conversations counted again', async () => {
    const answer = jsonOf<JsonAnswer & { totals: Record<string, number>[] }>(
      await run(['report', 'queue-daily', '--json', '--channel', 'voice']),
    )
    const [total] = answer.totals
    const sum = (column: string) => answer.rows.reduce((all, row) => all + Number(row[column]), 0)
    expect(total).toMatchObject({
      channel: 'voice',
      offered_count: sum('offered_count'),
      abandon_rate: sum('abandoned_count') / sum('offered_count'),
    })
    const sql = `
      select count(distinct conversation_id) as conversations from (
        select conversation_id from fct_queue_legs where channel = 'voice' and queue_id is not null
        union all select conversation_id from fct_agent_legs where channel = 'voice' and queue_id is not null and leg_kind = 'handled')`
    const [row] = jsonOf<JsonAnswer>(await run(['query', sql, '--json'])).rows
    expect(total!['total_interactions']).toBe(row!['conversations'])
    const percentile = `select quantile_cont(handle_ms, 0.9) / 1000 as p90 from fct_agent_legs where channel = 'voice' and queue_id is not null and leg_kind = 'handled'`
    const [handle] = jsonOf<JsonAnswer>(await run(['query', percentile, '--json'])).rows
    expect(total!['p90_handle_seconds']).toBeCloseTo(Number(handle!['p90']), 9)
  })

  it('prints the catalogue without a name', async () => {
    const { rows } = jsonOf<JsonAnswer>(await run(['report', '--json']))
    expect(rows.map(({ name }) => name)).toEqual([
      'agent-scorecard',
      'conversations-daily',
      'queue-daily',
      'reconciliation',
    ])
  })

  it('says what decides the day where the date basis has no say', async () => {
    const answer = jsonOf<JsonAnswer>(await run(['report', 'conversations-daily', '--date-basis', 'event', '--json']))
    expect(answer).toMatchObject({ date_basis: 'conversation' })
  })
})

describe("a user's own report", () => {
  it('is one SQL file and its entry, over their own model', async () => {
    const own = join(folder, 'own')
    for (const name of ['models', 'reports']) mkdirSync(join(own, name), { recursive: true })
    cpSync(join(folder, 'cxkpi.duckdb'), join(own, 'cxkpi.duckdb'))
    writeFileSync(join(own, 'cxkpi.yml'), 'timezone: America/New_York\n')
    writeFileSync(
      join(own, 'models', 'mrt_channels.sql'),
      "select channel, count(*) as leg_count from {{ ref('fct_queue_legs') }} group by 1\n",
    )
    writeFileSync(join(own, 'reports', 'channels.sql'), "select * from {{ ref('mrt_channels') }}\n")
    const meta =
      '{title: Channels, model: mrt_channels, order: [channel], shown: [channel, leg_count], filters: {channel: {id: channel}}}'
    writeFileSync(
      join(own, 'reports', 'channels.yml'),
      `analyses:\n  - name: channels\n    description: Mine.\n    config:\n      meta: ${meta}\n`,
    )
    const there = (...args: string[]) => cxkpi(args, { cwd: own })
    expect((await there('report', 'channels', '--json')).exitCode).toBe(3)
    expect((await there('build', '--select', 'mrt_channels')).exitCode).toBe(0)
    const answer = jsonOf<JsonAnswer & { totals: Record<string, number>[] }>(
      await there('report', 'channels', '--json'),
    )
    expect(answer.rows.map(({ channel }) => channel)).toContain('voice')
    expect(answer.totals).toEqual([{ leg_count: answer.rows.reduce((sum, row) => sum + Number(row['leg_count']), 0) }])
    expect(jsonOf<JsonError>(await there('report', 'channels', '--since', '7d', '--json')).error.message).toBe(
      'the report channels has no days',
    )
  })
})

describe('hostile names', () => {
  it('are defused in CSV, one record a row', async () => {
    const { stdout } = await run(['report', 'queue-daily', '--csv'])
    const rows = await rowsOf('queue-daily')
    expect(stdout).toContain(`"'=HYPERLINK(""http://evil.example"",""click"")"`)
    expect(stdout).toContain(",'@SUM(A1),")
    expect(stdout).toContain('"two\nlines, ""quoted"""')
    const lineEndsInNames = rows.filter(({ queue_name: name }) => /[\r\n]/.test(String(name))).length
    expect(stdout.match(/\n/g)).toHaveLength(
      1 + rows.length + rows.filter(({ queue_name: name }) => String(name).includes('\n')).length,
    )
    expect(lineEndsInNames).toBeGreaterThan(0)
  })

  it('reach neither the terminal nor the cell beside them', async () => {
    const table = await run(['report', 'queue-daily', '--table'])
    expect(table.stdout).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/)
    expect(table.stdout).toContain('two\\nlines, "quoted"')
    const markdown = await run(['report', 'queue-daily', '--markdown'])
    expect(markdown.stdout).toContain('two<br>lines, "quoted"')
    const unescaped = markdown.stdout
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .map((line) => line.replaceAll('\\|', '').split('|').length)
    expect(new Set(unescaped)).toEqual(new Set([17]))
  })

  it('are themselves in JSON', async () => {
    const names = new Map(
      (await rowsOf('queue-daily')).map(({ queue_id: id, queue_name: name }) => [String(id), String(name)]),
    )
    for (const [id, name] of names) expect(name).toBe(queueNames.get(id))
  })

  it('are escaped in error messages too', async () => {
    const ran = await run(['report', 'queue-daily', '--queue', 'red \x1b[31m'])
    expect(ran.stderr).toContain("there is no queue 'red \\x1b[31m'")
    expect(ran.stderr).not.toContain('\x1b')
  })
})

describe('bytes', () => {
  it('leave as Parquet with the same values as JSON', async () => {
    const ran = await run(['report', 'queue-daily', '-o', 'queues.parquet'])
    expect(ran.exitCode).toBe(0)
    const file = new Uint8Array(readFileSync(join(folder, 'queues.parquet'))).buffer
    expect((await parquetReadObjects({ file })).map(plain)).toEqual(await rowsOf('queue-daily'))
  })

  it('leave as Arrow on standard output with the same values as JSON', async () => {
    const { stdout } = await cxkpi(['report', 'agent-scorecard', '--arrow'], { cwd: folder, encoding: 'latin1' })
    const table = tableFromIPC(Buffer.from(stdout, 'latin1'))
    const rows = table.toArray().map((row: { toJSON: () => Record<string, unknown> }) => row.toJSON())
    const days = rows.map((row) => ({ ...row, interaction_date: new Date(Number(row['interaction_date'])) }))
    expect(days.map(plain)).toEqual(await rowsOf('agent-scorecard'))
  })
})

/** A reader's row as JSON has it. */
function plain(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? Number(value) : value instanceof Date ? value.toISOString().slice(0, 10) : value,
    ]),
  )
}
