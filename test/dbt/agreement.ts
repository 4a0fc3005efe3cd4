import { execa } from 'execa'
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withWarehouse } from '../../src/warehouse/index.js'

/**
 * dbt runs the same files on the same raw tables, and gives the same tables and test results.
 *
 * It needs dbt in .venv (.ci/install-dbt); without it the check is skipped, under CI it fails.
 */
const root = new URL('../..', import.meta.url).pathname
const dbt = join(root, '.venv/bin/dbt')
const hasDbt = existsSync(dbt)
if (!hasDbt && process.env['CI'] === undefined) {
  process.stderr.write('skipped: there is no dbt in .venv; .ci/install-dbt installs it\n')
}

/** Of every platform, in the second load also detail records of conversations that only events told of in the first. */
const EXPORTS = [
  { folder: 'first', platform: 'genesys', seed: '11', conversations: '300' },
  { folder: 'first', platform: 'genesys-events', seed: '11', conversations: '400' },
  { folder: 'first', platform: 'cxone', seed: '11', conversations: '300' },
  { folder: 'first', platform: 'flex', seed: '11', conversations: '300' },
  { folder: 'second', platform: 'genesys', seed: '11', conversations: '350' },
  { folder: 'second', platform: 'genesys-events', seed: '12', conversations: '100' },
  { folder: 'second', platform: 'cxone', seed: '12', conversations: '150' },
  { folder: 'second', platform: 'flex', seed: '12', conversations: '150' },
]

interface TestResult {
  readonly status: string
  readonly failures: number
}

/** The tests of one date basis. */
export function describeAgreement(dateBasis: string): void {
  describe.skipIf(!hasDbt && process.env['CI'] === undefined)(`dbt and cxkpi by date basis ${dateBasis}`, () => {
    const work = mkdtempSync(join(tmpdir(), 'cxkpi-dbt-'))
    const ours = join(work, 'ours.duckdb')
    const theirs = join(work, 'theirs.duckdb')
    const config = join(work, 'cxkpi.yml')
    const vars = { report_timezone: 'America/New_York', date_basis: dateBasis }

    const cxkpi = (...args: string[]) =>
      execa('node', [join(root, 'bin/run.js'), ...args, '--config', config], { reject: false, cwd: work })

    const runDbt = (...args: string[]) =>
      execa(
        dbt,
        [
          'build',
          '--profiles-dir',
          work,
          '--target-path',
          join(work, 'target'),
          ...args,
          ...dbtFolders(work),
          '--vars',
          JSON.stringify(vars),
        ],
        {
          cwd: root,
          env: { DBT_SEND_ANONYMOUS_USAGE_STATS: 'false' },
          reject: false,
        },
      )

    beforeAll(async () => {
      mkdirSync(work, { recursive: true })
      writeFileSync(config, `database: ${ours}\ntimezone: ${vars.report_timezone}\ndate_basis: ${dateBasis}\n`)
      const output = { type: 'duckdb', path: theirs, schema: 'main', threads: 1 }
      writeFileSync(
        join(work, 'profiles.yml'),
        JSON.stringify({ cxkpi: { target: 'check', outputs: { check: output } } }),
      )
      for (const { folder, platform, seed, conversations } of EXPORTS) {
        const size = ['--conversations', conversations, '--days', '9', '--start', '2026-10-27', '--seed', seed]
        const args = [join(work, folder, platform), '--platform', platform, ...size, '--noise', 'all']
        expect((await cxkpi('simulate', ...args)).exitCode).toBe(0)
      }
      for (const sample of ['flat', 'lifecycle']) {
        cpSync(join(root, 'samples', sample), join(work, 'first', sample), { recursive: true })
      }
    })

    afterAll(() => {
      rmSync(work, { recursive: true, force: true })
    })

    it('build the same tables, row by row, and test them with the same results', async () => {
      await cxkpi('load', join(work, 'first'), '--no-build')
      copyFileSync(ours, theirs)
      const built = JSON.parse((await cxkpi('build', '--full-refresh', '--json')).stdout) as { rows: BuildRow[] }
      const run = await runDbt('--full-refresh')
      expect(run.exitCode, run.stdout).toBe(0)
      expect(await differingTables(ours, theirs)).toEqual([])
      expect(testResults(built.rows)).toEqual(dbtResults(work))
    })

    it('build the same tables incrementally, after a second load', async () => {
      for (const database of [ours, theirs]) await cxkpi('load', join(work, 'second'), '--no-build', '--db', database)
      await cxkpi('build')
      // Nothing that was loaded makes a difference to unit tests.
      const run = await runDbt('--exclude-resource-type', 'unit_test')
      expect(run.exitCode, run.stdout).toBe(0)
      expect(await differingTables(ours, theirs)).toEqual([])
    })
  })
}

interface BuildRow {
  readonly name: string
  readonly kind: string
  readonly status: string
  readonly failures: number | null
}

function dbtFolders(work: string): string[] {
  return ['--project-dir', join(root, 'sql'), '--log-path', join(work, 'logs')]
}

/** Tables that are not the same multiset of rows on both sides, with how many rows each side has alone. */
async function differingTables(ours: string, theirs: string): Promise<unknown[]> {
  return withWarehouse(':memory:', { access: 'write' }, async (warehouse) => {
    await warehouse.run(`attach '${ours}' as ours (read_only)`)
    await warehouse.run(`attach '${theirs}' as theirs (read_only)`)
    const tables = await warehouse.rows(
      `select distinct table_name as name from information_schema.tables
       where table_catalog in ('ours', 'theirs') and table_schema = 'main' order by 1`,
    )
    expect(tables.length).toBeGreaterThan(35)
    const differing: unknown[] = []
    for (const { name } of tables) {
      const [row] = await warehouse.rows(
        `select (select count(*) from (from ours.main."${name}" except all from theirs.main."${name}")) as only_ours,
                (select count(*) from (from theirs.main."${name}" except all from ours.main."${name}")) as only_theirs`,
      )
      if (row?.['only_ours'] !== 0 || row['only_theirs'] !== 0) differing.push({ name, ...row })
    }
    return differing
  })
}

function testResults(rows: readonly BuildRow[]): Record<string, TestResult> {
  return Object.fromEntries(
    rows
      .filter(({ kind }) => kind === 'test' || kind === 'unit_test')
      .map(({ name, status, failures }) => [name, { status, failures: failures ?? 0 }]),
  )
}

function dbtResults(work: string): Record<string, TestResult> {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(work, 'target', file), 'utf8'))
  const { results } = read('run_results.json') as {
    results: { unique_id: string; status: string; failures: number | null }[]
  }
  const { nodes } = read('manifest.json') as { nodes: Record<string, { name: string } | undefined> }
  return Object.fromEntries(
    results
      .filter(({ unique_id: id }) => /^(unit_)?test\./.test(id))
      .map(({ unique_id: id, status, failures }) => [
        id.startsWith('unit_test.') ? (id.split('.').at(-1) ?? id) : (nodes[id]?.name ?? id),
        { status, failures: failures ?? 0 },
      ]),
  )
}
