import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { simulate } from '../../src/simulate/index.js'
import { cxkpi, jsonOf, type JsonError } from '../cli/cxkpi.js'
import { ownFolder } from '../cli/folder.js'
import { halves, loadInto, martHashes, reading } from './store.js'

const folder = ownFolder()
const disk = join(folder, 'disk')
const exports = join(folder, 'exports')
const first = join(exports, 'queues.json')
const isMounted = mounted()

afterAll(() => {
  if (isMounted) execFileSync('umount', [disk])
})

beforeAll(async () => {
  if (isMounted) await simulate({ outDir: exports, platform: 'genesys', conversations: 1500, days: 2, seed: 3 })
})

it.skipIf(!isMounted)(
  'says that the disk is full, exits 3, keeps what was whole and goes on when there is room',
  async () => {
    const db = join(disk, 'centre.duckdb')
    await loadInto(db, [first])
    const before = await reading(db, martHashes)
    const failed = await cxkpi(['load', exports, '--db', db, '--json'], { cwd: folder })
    expect(failed.exitCode).toBe(3)
    expect(jsonOf<JsonError>(failed).error).toMatchObject({ code: 'CXK2003', exit_code: 3 })
    expect(jsonOf<JsonError>(failed).error.message).toMatch(/^not enough disk: /)
    expect(await reading(db, halves)).toEqual([])
    expect(await reading(db, martHashes)).toEqual(before)

    const roomy = join(folder, 'roomy.duckdb')
    cpSync(db, roomy)
    await loadInto(roomy, [exports])
    const whole = join(folder, 'whole.duckdb')
    await loadInto(whole, [exports])
    expect(await reading(roomy, martHashes)).toEqual(await reading(whole, martHashes))
  },
)

it.skipIf(!isMounted)('writes no half file where a result does not fit', async () => {
  const db = join(folder, 'small.duckdb')
  await loadInto(db, [first])
  rmSync(join(disk, 'centre.duckdb'))
  writeFileSync(join(disk, 'filler'), Buffer.alloc(4 << 20))
  const sql = 'select range as n, repeat(md5(range::varchar), 20) as text from range(40000)'
  const ran = await cxkpi(['query', sql, '--db', db, '-o', join(disk, 'answer.csv')], { cwd: folder })
  expect(ran.exitCode).toBe(3)
  expect(ran.stderr).toContain('not enough disk')
  expect(readdirSync(disk).filter((name) => name.includes('answer'))).toEqual([])
})

/** A small disk of its own, where this process may mount one. */
function mounted(): boolean {
  mkdirSync(disk)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk], { stdio: 'ignore' })
    return true
  } catch {
    process.stderr.write('a small disk cannot be mounted here: the tests of a full disk are skipped\n')
    return false
  }
}
