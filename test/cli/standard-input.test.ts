import { gzipSync } from 'node:zlib'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { conversation } from '../ingest/workspace.js'
import { cxkpi, jsonOf, type JsonAnswer, type JsonError } from './cxkpi.js'
import { ownFolder } from './folder.js'

const folder = ownFolder()
const db = join(folder, 'piped.duckdb')
const lines = ['c1', 'c2', 'c3'].map((id) => `${JSON.stringify(conversation(id))}\n`).join('')

const piped = (input: string | Buffer, ...args: string[]) =>
  cxkpi(args, { cwd: folder, stdin: 'pipe', input, env: { TMPDIR: folder } })

const left = () => readdirSync(folder).filter((name) => name.startsWith('cxkpi-'))

describe('what is piped in', () => {
  it('is loaded where the path is -, and known by its content the second time', async () => {
    const first = jsonOf<JsonAnswer>(await piped(lines, 'load', '-', '--db', db, '--no-build', '--json'))
    expect(first.rows).toMatchObject([{ path: '-', status: 'loaded', format: 'ndjson', rows: 3, rejects: 0 }])
    const again = jsonOf<JsonAnswer>(await piped(lines, 'load', '-', '--db', db, '--no-build', '--json'))
    expect(again.rows).toMatchObject([{ path: '-', status: 'known', message: 'loaded before' }])
    const more = await piped(gzipSync(lines + lines), 'load', '-', '--db', db, '--no-build', '--json')
    expect(jsonOf<JsonAnswer>(more).rows).toMatchObject([{ path: '-', status: 'loaded', rows: 6, duplicates: 6 }])
    expect(left()).toEqual([])
  })

  it('is rejected and refused by the same rules as a file, and nothing names where it was kept meanwhile', async () => {
    const broken = await piped(
      `${lines}{"conversationId": tru\n`,
      'load',
      '-',
      '--db',
      `${db}.2`,
      '--no-build',
      '--json',
    )
    expect(jsonOf<JsonAnswer>(broken).rows).toMatchObject([{ path: '-', status: 'loaded', rows: 3, rejects: 1 }])
    const refused = await piped('PAR1 but not Parquet', 'load', '-', '--db', `${db}.2`, '--no-build')
    expect(refused.exitCode).toBe(1)
    expect(refused.stdout + refused.stderr).not.toContain(folder)
    expect(left()).toEqual([])
  })

  it('is told by inspect and read by query', async () => {
    const [told] = jsonOf<JsonAnswer>(await piped(lines, 'inspect', '-', '--json')).rows
    expect(told).toMatchObject({ path: '-', platform: 'genesys', entity: 'conversations', row_count: 3 })
    const counted = await piped(lines, 'query', 'select count(*) as n from input', '--from', '-')
    expect(counted).toMatchObject({ exitCode: 0, stdout: 'n\n3\n' })
    const both = await piped(lines, 'query', '-', '--from', '-', '--json')
    expect(both.exitCode).toBe(2)
    expect(jsonOf<JsonError>(both).error.code).toBe('CXK1001')
    expect(left()).toEqual([])
  })

  it('is left alone where no argument is -', async () => {
    writeFileSync(join(folder, 'file.ndjson'), lines)
    const ran = await piped('not read', 'load', 'file.ndjson', '--db', `${db}.3`, '--no-build', '--json')
    expect(jsonOf<JsonAnswer>(ran).rows).toMatchObject([{ path: 'file.ndjson', status: 'loaded', rows: 3 }])
  })
})
