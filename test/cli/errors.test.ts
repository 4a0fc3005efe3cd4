import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { Warehouse } from '../../src/warehouse/index.js'
import { cxkpi, jsonOf, start, type JsonError } from './cxkpi.js'
import { ownFolder } from './folder.js'

const folder = ownFolder()
const database = join(folder, 'plain.duckdb')

beforeAll(async () => {
  const warehouse = await Warehouse.open(database, { access: 'write' })
  await warehouse.run('create table legs as select range as leg_id from range(100000)')
  warehouse.close()
  writeFileSync(join(folder, 'corrupt.duckdb'), 'not a database')
  mkdirSync(join(folder, 'faulty'))
  writeFileSync(join(folder, 'faulty', 'cxkpi.yml'), 'timezone: UTC\ndatabse: x\n')
})

const broken = `--import=data:text/javascript,Intl.supportedValuesOf=()=>{throw%20new%20TypeError('broken')}`

interface Case {
  readonly what: string
  readonly args: readonly string[]
  readonly exitCode: number
  readonly code: string
  readonly message: string
  readonly hint: string
  readonly env?: Record<string, string>
}

const CASES: readonly Case[] = [
  {
    what: 'an unknown flag',
    args: ['report', 'queue-daily', '--sinse', '7d'],
    exitCode: 2,
    code: 'CXK1001',
    message: 'unknown flag --sinse',
    hint: "did you mean '--since'?",
  },
  {
    what: 'an unknown command',
    args: ['reprot'],
    exitCode: 2,
    code: 'CXK1001',
    message: "unknown command 'reprot'",
    hint: "did you mean 'report'?",
  },
  {
    what: 'a missing argument',
    args: ['load'],
    exitCode: 2,
    code: 'CXK1001',
    message: 'missing argument PATHS',
    hint: "see 'cxkpi load --help'",
  },
  {
    what: 'a database named as a schema',
    args: ['load', '.', '--db', 'raw.v2.duckdb'],
    exitCode: 3,
    code: 'CXK2001',
    message: "a database cannot be named 'raw': a schema within it is",
    hint: 'give the file another name',
  },
  {
    what: 'a flag that is no number',
    args: ['query', 'select 1', '--wait', 'long'],
    exitCode: 2,
    code: 'CXK1001',
    message: 'parsing --wait; Expected an integer but received: long',
    hint: "see 'cxkpi query --help'",
  },
  {
    what: 'a fault in cxkpi.yml',
    args: ['report', 'queue-daily', '--config', 'faulty/cxkpi.yml'],
    exitCode: 2,
    code: 'CXK1002',
    message: "cxkpi.yml:2: unknown key 'databse', did you mean 'database'?",
    hint: 'correct ',
  },
  {
    what: 'SQL that does not run',
    args: ['query', 'select leg_idd from legs', '--db', 'plain.duckdb'],
    exitCode: 2,
    code: 'CXK2004',
    message: 'the SQL does not run: Binder Error: Referenced column "leg_idd" not found in FROM clause!',
    hint: 'Candidate bindings: "leg_id"',
  },
  {
    what: 'SQL that writes',
    args: ['query', 'drop table legs', '--db', 'plain.duckdb'],
    exitCode: 2,
    code: 'CXK2004',
    message: 'read-only mode',
    hint: "'cxkpi ls' lists the tables",
  },
  {
    what: 'a database that is not there',
    args: ['report', 'queue-daily'],
    exitCode: 3,
    code: 'CXK2001',
    message: 'there is no database at',
    hint: "load exports into it with 'cxkpi load PATH'",
  },
  {
    what: 'a database that is none',
    args: ['check', '--db', 'corrupt.duckdb'],
    exitCode: 3,
    code: 'CXK2001',
    message: 'corrupt.duckdb cannot be opened as a cxkpi database',
    hint: 'name another file with --db',
  },
  {
    what: 'a DuckDB file of something else',
    args: ['check', '--db', 'plain.duckdb'],
    exitCode: 3,
    code: 'CXK2001',
    message: 'nothing was loaded into it by cxkpi',
    hint: "load exports with 'cxkpi load PATH'",
  },
  {
    what: 'a path that is not there',
    args: ['load', 'nowhere', '--db', 'new.duckdb'],
    exitCode: 3,
    code: 'CXK3001',
    message: 'nowhere',
    hint: '',
  },
  {
    what: 'an unknown report',
    args: ['report', 'queue-dayly'],
    exitCode: 4,
    code: 'CXK5001',
    message: "there is no report 'queue-dayly'",
    hint: 'closest: queue-daily',
  },
  {
    what: 'an unknown model',
    args: ['describe', 'mrt_dayly_queue_kpis'],
    exitCode: 4,
    code: 'CXK5001',
    message: "there is no model, table or column 'mrt_dayly_queue_kpis'",
    hint: 'closest: mrt_daily_queue_kpis',
  },
  {
    what: 'a bug',
    args: ['report', 'queue-daily', '--tz', 'Europe/Berlin'],
    exitCode: 70,
    code: 'CXK9000',
    message: 'this is a bug: broken',
    hint: 'please report it with the command you ran',
    env: { NODE_OPTIONS: broken },
  },
]

describe.each(CASES)('$what', ({ args, exitCode, code, message, hint, env = {} }) => {
  it(`exits ${exitCode} and says what to do on standard error, nothing on standard output`, async () => {
    const ran = await cxkpi(args, { cwd: folder, env })
    expect(ran.stdout).toBe('')
    expect(ran.stderr).toContain(message)
    expect(ran.stderr).toContain(hint)
    expect(ran.stderr).toMatch(/^error: /)
    expect(ran.stderr).not.toMatch(/\n\s+at /)
    expect(ran.exitCode).toBe(exitCode)
  })

  it(`exits ${exitCode} with --json too, with a small object on standard output and no talk`, async () => {
    const ran = await cxkpi([...args, '--json'], { cwd: folder, env })
    expect(ran.stderr).toBe('')
    const { error } = jsonOf<JsonError>(ran)
    expect(error).toMatchObject({ code, exit_code: exitCode })
    expect(error.message).toContain(message)
    expect(error.hint ?? '').toContain(hint)
    expect(ran.exitCode).toBe(exitCode)
  })
})

describe('a bug', () => {
  it('shows where it happened under CXKPI_DEBUG=1 only', async () => {
    const env = { NODE_OPTIONS: broken, CXKPI_DEBUG: '1' }
    const ran = await cxkpi(['report', 'queue-daily', '--tz', 'Europe/Berlin'], { cwd: folder, env })
    expect(ran.stderr).toMatch(/TypeError: broken\n\s+at /)
  })
})

describe('a database that another process holds', () => {
  it('is named with its holder, exits 3, and opens within --wait once it is let go', async () => {
    const holder = start(['query', 'select count(*) from range(100000000000)', '--db', 'plain.duckdb'], { cwd: folder })
    await new Promise((resolve) => setTimeout(resolve, 700))
    const refused = await cxkpi(['load', folder, '--no-build', '--db', 'plain.duckdb', '--json'], { cwd: folder })
    expect(jsonOf<JsonError>(refused).error).toMatchObject({ code: 'CXK2002' })
    expect(jsonOf<JsonError>(refused).error.message).toContain(`PID ${holder.pid}`)
    expect(refused.exitCode).toBe(3)
    setTimeout(() => holder.kill('SIGINT'), 800)
    const waited = await cxkpi(['query', 'select 42 as answer', '--db', 'plain.duckdb', '--wait', '20'], {
      cwd: folder,
    })
    expect(waited).toMatchObject({ stdout: 'answer\n42\n', exitCode: 0 })
    await holder
  })
})

describe('Ctrl-C', () => {
  it.each([[[]], [['--json']]])('ends a long query with 130 within a second, %j', async (flags) => {
    const long = 'select count(*) from range(100000000000) as a(x) where x % 7 = 3'
    const running = start(['query', long, '--db', 'plain.duckdb', ...flags], { cwd: folder })
    await new Promise((resolve) => setTimeout(resolve, 800))
    const began = Date.now()
    running.kill('SIGINT')
    const { exitCode, stdout, stderr } = await running
    expect(Date.now() - began).toBeLessThan(1000)
    expect(exitCode).toBe(130)
    if (flags.length > 0) expect(JSON.parse(String(stdout))).toMatchObject({ error: { code: 'CXK9130' } })
    else expect(String(stderr)).toContain('interrupted')
  })
})
