import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { beforeAll, describe, expect, it } from 'vitest'
import { Warehouse } from '../../src/warehouse/index.js'
import { cxkpi, jsonOf, type JsonAnswer, type JsonError } from './cxkpi.js'
import { ownFolder } from './folder.js'

const folder = ownFolder()
const run = fileURLToPath(new URL('../../bin/run.js', import.meta.url))
const commandsFolder = fileURLToPath(new URL('../../src/commands', import.meta.url))
const commands = readdirSync(commandsFolder).map((file) => file.replace('.ts', ''))

beforeAll(async () => {
  const warehouse = await Warehouse.open(join(folder, 'plain.duckdb'), { access: 'write' })
  await warehouse.run(`create table legs as select range as leg_id, 'queue ' || range as name from range(300000)`)
  warehouse.close()
})
const db = ['--db', 'plain.duckdb']

describe('standard output', () => {
  it('is CSV where nobody named a format and no terminal is there', async () => {
    const ran = await cxkpi(['query', 'from legs limit 2', ...db], { cwd: folder })
    expect(ran).toEqual({ exitCode: 0, stdout: 'leg_id,name\n0,queue 0\n1,queue 1\n', stderr: '' })
  })

  it('is one JSON shape with --json, silent otherwise', async () => {
    const ran = await cxkpi(['query', 'from legs limit 1', '--json', ...db], { cwd: folder })
    expect(ran.stderr).toBe('')
    expect(jsonOf<JsonAnswer>(ran)).toEqual({
      columns: [
        { name: 'leg_id', type: 'bigint', unit: 'text' },
        { name: 'name', type: 'varchar', unit: 'text' },
      ],
      rows: [{ leg_id: 0, name: 'queue 0' }],
    })
  })

  it.each(['--table', '--markdown', '--csv', '--ndjson'])('has no escape bytes with %s', async (format) => {
    const sql = `select chr(27) || '[31mred' as name, 1 as n`
    const ran = await cxkpi(['query', sql, format, ...db], {
      cwd: folder,
      env: { FORCE_COLOR: '0', NO_COLOR: '1', TERM: 'xterm' },
    })
    expect(format === '--csv' ? ran.stdout.replace('\x1b[31mred', '') : ran.stdout).not.toContain('\x1b')
    expect(ran.exitCode).toBe(0)
  })

  it('ends quietly when its reader leaves', async () => {
    const pipe = `${process.execPath} ${run} query "from legs" --db plain.duckdb | head -1`
    const { stdout, stderr, exitCode } = await execa('bash', ['-o', 'pipefail', '-c', pipe], {
      cwd: folder,
      reject: false,
    })
    expect({ stdout, stderr, exitCode }).toEqual({ stdout: 'leg_id,name', stderr: '', exitCode: 0 })
  })

  it('is everything, however long', async () => {
    const ran = await cxkpi(['query', 'from legs order by leg_id', ...db], { cwd: folder, maxBuffer: 100_000_000 })
    const lines = ran.stdout.trimEnd().split('\n')
    expect([lines.length, lines.at(-1)]).toEqual([300001, '299999,queue 299999'])
  })
})

describe('-o FILE', () => {
  it('takes the format from the ending, and writes a whole file or none', async () => {
    const done = await cxkpi(['query', 'from legs limit 1', '-o', 'legs.ndjson', ...db], { cwd: folder })
    expect(done).toEqual({ exitCode: 0, stdout: '', stderr: '' })
    expect(readFileSync(join(folder, 'legs.ndjson'), 'utf8')).toBe('{"leg_id":0,"name":"queue 0"}\n')
    const failed = await cxkpi(
      [
        'query',
        `select case when leg_id = 299999 then error('boom') else name end as x from legs`,
        '-o',
        'half.csv',
        ...db,
      ],
      { cwd: folder },
    )
    expect(failed.exitCode).toBe(2)
    expect(readdirSync(folder).filter((name) => name.includes('half'))).toEqual([])
  })

  it('says where it may not write', async () => {
    const ran = await cxkpi(['query', 'select 1', '-o', 'no/such/folder.csv', ...db], { cwd: folder })
    expect(ran.stderr).toContain('no/such/folder.csv cannot be written')
    expect(ran.exitCode).toBe(2)
  })
})

describe('standard input', () => {
  it("is read where '-' is given", async () => {
    const ran = await cxkpi(['query', '-', ...db], { cwd: folder, stdin: 'pipe', input: 'select 7 as n' })
    expect(ran.stdout).toBe('n\n7\n')
  })

  it('is not read where it is not', async () => {
    const ran = await cxkpi(['query', ...db], { cwd: folder, stdin: 'pipe', input: 'select 7 as n' })
    expect(ran).toMatchObject({ stdout: '', exitCode: 2 })
  })
})

describe('every command', () => {
  it.each(commands)('%s --help has a summary, examples and the flags all share', async (command) => {
    const ran = await cxkpi([command, '--help'], { cwd: folder })
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' })
    for (const part of ['USAGE', 'EXAMPLES', '--db=FILE', '--json', '--wait=SECONDS'])
      expect(ran.stdout).toContain(part)
  })

  it.each(commands)('%s answers a usage error with JSON under --json', async (command) => {
    const ran = await cxkpi([command, '--no-such-flag', '--json'], { cwd: folder })
    expect(ran.exitCode).toBe(2)
    expect(ran.stderr).toBe('')
    expect(jsonOf<JsonError>(ran).error).toMatchObject({ code: 'CXK1001', exit_code: 2 })
  })
})

describe('help', () => {
  it.each([[[]], [['--help']], [['help']]])('lists the commands with %j', async (args) => {
    const ran = await cxkpi(args, { cwd: folder })
    expect(ran.exitCode).toBe(0)
    for (const command of commands) expect(ran.stdout).toMatch(new RegExp(`^  ${command} +[A-Z]`, 'm'))
  })

  it('is there at once: within four times the start of bare node', async () => {
    const bare = await fastest(['-e', '0'])
    const help = await fastest([run, '--help'])
    expect(help).toBeLessThan(Math.max(250, 4 * bare))
  })
})

describe('init', () => {
  it('writes a cxkpi.yml that is valid, and never over one', async () => {
    const first = await cxkpi(['init', 'mine', '--json'], { cwd: folder })
    expect(jsonOf<JsonAnswer>(first).rows.map(({ status }) => status)).toEqual(['written', 'written'])
    const doctor = await cxkpi(['doctor', '--json'], { cwd: join(folder, 'mine') })
    expect(jsonOf<JsonAnswer>(doctor).rows.find(({ check }) => check === 'configuration')).toMatchObject({
      status: 'ok',
    })
    writeFileSync(join(folder, 'mine', 'cxkpi.yml'), 'timezone: UTC\n')
    const second = await cxkpi(['init', 'mine'], { cwd: folder })
    expect(second.exitCode).toBe(2)
    expect(readFileSync(join(folder, 'mine', 'cxkpi.yml'), 'utf8')).toBe('timezone: UTC\n')
  })
})

describe('doctor', () => {
  it('says what is wrong instead of failing, and exits with the worst', async () => {
    writeFileSync(join(folder, 'faulty.yml'), 'timezone: Europe/Berln\n')
    const ran = await cxkpi(['doctor', '--config', 'faulty.yml', '--json'], { cwd: folder })
    expect(ran.exitCode).toBe(2)
    const { rows } = jsonOf<JsonAnswer>(ran)
    expect(rows.map(({ check, status }) => [check, status])).toEqual([
      ['node', 'ok'],
      ['package', 'ok'],
      ['duckdb', 'ok'],
      ['configuration', 'error'],
    ])
  })
})

async function fastest(args: readonly string[]): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < 5; run += 1) {
    const began = performance.now()
    await execa(process.execPath, args, { extendEnv: false })
    times.push(performance.now() - began)
  }
  return Math.min(...times)
}
