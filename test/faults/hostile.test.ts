import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { cxkpi, jsonOf, type JsonAnswer } from '../cli/cxkpi.js'
import { ownFolder } from '../cli/folder.js'
import { HOSTILE_NAMES } from '../render/hostile.js'

const folder = ownFolder()
const run = (...args: string[]) => cxkpi(args, { cwd: join(folder, 'exports') })

const FILE_NAMES = [
  '=HYPERLINK("http:evil.example").ndjson',
  "'; drop table raw.payloads; --.ndjson",
  'two\nlines \x1b[31mred\x07.ndjson',
  '<script>alert(1)<script>.ndjson',
  '..%2f..%2fetc.ndjson',
  'reversed \u202egnp.ndjson',
  '*?[a-z]{x}.ndjson',
]

beforeAll(() => {
  mkdirSync(join(folder, 'exports'))
  const line = (id: string, name: string): string =>
    `${JSON.stringify({ conversationId: id, conversationStart: '2026-10-20T10:00:00.000Z', participants: [{ participantId: 'p', participantName: name, purpose: 'customer', sessions: [] }] })}\n`
  FILE_NAMES.forEach((name, index) => {
    writeFileSync(
      join(folder, 'exports', name),
      `${line(`c${index}`, HOSTILE_NAMES[index]!)}{"conversationId": "\x1b[2J${HOSTILE_NAMES[index]!}\n`,
    )
  })
})

// What a terminal would obey. A line end stands between lines only.
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/

describe('files with hostile names and contents', () => {
  it('load, each under its own name, and say nothing that a terminal or a spreadsheet would run', async () => {
    const ran = await run('load', ...FILE_NAMES, '--db', '../centre.duckdb')
    expect(ran.exitCode).toBe(0)
    expect(ran.stderr).not.toMatch(CONTROLS)
    expect(ran.stdout).not.toMatch(/(^|,)"?=HYPERLINK/m)
    const table = await run('load', ...FILE_NAMES, '--db', '../again.duckdb', '--no-build', '--table')
    expect(table.stdout + table.stderr).not.toMatch(CONTROLS)
  })

  it('are known by their exact names in JSON, with their rejects', async () => {
    const { rows } = jsonOf<JsonAnswer>(await run('rejects', '--db', '../centre.duckdb', '--json'))
    expect(new Set(rows.map(({ path }) => path))).toEqual(new Set(FILE_NAMES))
    for (const format of ['--table', '--markdown']) {
      const shown = await run('rejects', '--db', '../centre.duckdb', format)
      expect(shown.stdout).not.toMatch(CONTROLS)
      if (format === '--markdown') expect(shown.stdout).not.toContain('<script>alert')
    }
    expect((await run('rejects', '--db', '../centre.duckdb', '--csv')).stdout).not.toMatch(/(^|,)"?=HYPERLINK/m)
  })

  it('are refused by name without a command to the terminal', async () => {
    const missing = await run('load', 'no \x1b[31m such\nfile', '--db', '../other.duckdb')
    expect(missing.exitCode).toBe(3)
    expect(missing.stderr).not.toMatch(CONTROLS)
  })

  it('reach no other place of the file system, and nothing was dropped', async () => {
    const { rows } = jsonOf<JsonAnswer>(
      await run('query', 'select count(*) as n from raw.payloads', '--db', '../centre.duckdb', '--json'),
    )
    expect(rows).toEqual([{ n: FILE_NAMES.length }])
    expect(readdirSync(folder).sort()).toEqual(['again.duckdb', 'centre.duckdb', 'exports'])
    expect(readdirSync(join(folder, 'exports')).sort()).toEqual([...FILE_NAMES].sort())
  })
})
