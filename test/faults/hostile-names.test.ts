import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { simulate } from '../../src/simulate/index.js'
import { cxkpi, jsonOf, type JsonAnswer } from '../cli/cxkpi.js'
import { ownFolder } from '../cli/folder.js'
import { HOSTILE_NAMES } from '../render/hostile.js'

const folder = ownFolder()
const exports = join(folder, 'exports')
const NAMES = ['<script>alert(1)</script>', '{{ 7 * 7 }} {% raw %} ${HOME} `id`', ...HOSTILE_NAMES]
// What a terminal would obey. A line end stands between lines only.
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/
// A cell that a spreadsheet would run.
const FORMULA = /(?:^|\n|,)"?(?:[=@\t\r]|\+1\+|-2\+)/

const run = (...args: string[]) => cxkpi([...args, '--db', 'centre.duckdb'], { cwd: folder })

/** Gives what a lookup page lists names from NAMES. */
function rename(page: string, from: number): void {
  const path = join(exports, page)
  const content = JSON.parse(readFileSync(path, 'utf8')) as { entities: { name: string }[] }
  content.entities.forEach((entity, index) => {
    entity.name = NAMES[(index + from) % NAMES.length]!
  })
  writeFileSync(path, JSON.stringify(content))
}

beforeAll(async () => {
  await simulate({ outDir: exports, platform: 'genesys', conversations: 150, days: 1, seed: 21 })
  const pages = readdirSync(exports).filter((name) => /^(queues|users).*\.json$/.test(name))
  expect(pages.length).toBeGreaterThan(1)
  pages.forEach((page, index) => {
    rename(page, index * 5)
  })
  const ran = await run('load', 'exports')
  if (ran.exitCode !== 0) throw new Error(ran.stderr)
  expect(ran.stdout + ran.stderr).not.toMatch(CONTROLS)
})

describe('queues and agents with hostile names', () => {
  it.each([
    ['queue-daily', 'queue_name'],
    ['agent-scorecard', 'agent_name'],
  ])('are exact in JSON and harmless everywhere else: %s', async (report, column) => {
    const { rows } = jsonOf<JsonAnswer>(await run('report', report, '--json'))
    const names = new Set(rows.map((row) => String(row[column])).filter((name) => !name.startsWith('unknown (')))
    expect(names.size).toBeGreaterThan(5)
    for (const name of names) expect(NAMES).toContain(name)
    for (const format of ['--table', '--markdown']) {
      const { stdout, stderr, exitCode } = await run('report', report, format)
      expect(exitCode).toBe(0)
      expect(stdout + stderr).not.toMatch(CONTROLS)
      if (format === '--markdown') expect(stdout).not.toMatch(/<script>|<b>/)
    }
    const csv = await run('report', report, '--csv')
    expect(csv.stdout).not.toMatch(FORMULA)
  })

  it('are harmless in a trace', async () => {
    const [leg] = jsonOf<JsonAnswer>(
      await run('query', 'select conversation_id from fct_agent_legs order by 1 limit 1', '--json'),
    ).rows
    const id = String(leg!['conversation_id'])
    for (const format of ['--table', '--markdown', '--csv']) {
      const { stdout, stderr, exitCode } = await run('trace', id, format)
      expect(exitCode, stderr).toBe(0)
      if (format === '--csv') expect(stdout).not.toMatch(FORMULA)
      else expect(stdout + stderr).not.toMatch(CONTROLS)
    }
  })

  it('can be asked for by name, and a name that is SQL does nothing', async () => {
    const { rows } = jsonOf<JsonAnswer>(await run('report', 'queue-daily', '--json'))
    const name = String(rows[0]!['queue_name'])
    const asked = jsonOf<JsonAnswer>(await run('report', 'queue-daily', '--queue', name, '--json'))
    expect(new Set(asked.rows.map((row) => row['queue_name']))).toEqual(new Set([name]))
    expect((await run('report', 'queue-daily', '--queue', "x'); drop table raw.genesys_queues;--")).exitCode).toBe(4)
    expect((await run('query', 'from raw.genesys_queues')).exitCode).toBe(0)
  })
})
