import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { NOISES, simulate } from '../../src/simulate/index.js'
import { Warehouse } from '../../src/warehouse/index.js'
import { cxkpi, jsonOf, start, type JsonError } from '../cli/cxkpi.js'
import { ownFolder } from '../cli/folder.js'
import { halves, loadInto, martHashes, reading } from './store.js'

const folder = ownFolder()
const exports = join(folder, 'exports')
const db = join(folder, 'centre.duckdb')
let expected: Record<string, string>

beforeAll(async () => {
  await simulate({ outDir: exports, platform: 'genesys', conversations: 150, days: 2, seed: 8, noise: new Set(NOISES) })
  await loadInto(db, [exports])
  expected = await reading(db, martHashes)
})

describe('two writers', () => {
  it('the second names the holder and exits 3', async () => {
    const holder = await Warehouse.open(db, { access: 'write' })
    const refused = await cxkpi(['load', exports, '--db', db, '--json'], { cwd: folder })
    holder.close()
    expect(refused.exitCode).toBe(3)
    const { error } = jsonOf<JsonError>(refused)
    expect(error).toMatchObject({ code: 'CXK2002', exit_code: 3 })
    expect(error.message).toContain(`PID ${process.pid}`)
    expect(error.hint).toContain('--wait')
  })

  it('the second waits as long as it is told, and then does its work', async () => {
    const holder = await Warehouse.open(db, { access: 'write' })
    setTimeout(() => {
      holder.close()
    }, 1500)
    const waited = await cxkpi(['load', exports, '--db', db, '--no-build', '--wait', '30'], { cwd: folder })
    expect(waited.stderr).toContain('0 files loaded')
    expect(waited.exitCode).toBe(0)
  })
})

describe('a database that was deleted', () => {
  it('is made anew without what its write-ahead log has left behind', async () => {
    const path = join(folder, 'anew.duckdb')
    writeFileSync(`${path}.wal`, 'left behind')
    await loadInto(path, [join(exports, 'queues.json')], false)
    expect(await reading(path, halves)).toEqual([])
  })
})

describe('readers', () => {
  it('read at the same time, and what they read is closed again for a writer', async () => {
    const query = (sql: string) => cxkpi(['query', sql, '--db', db], { cwd: folder })
    const answers = await Promise.all([query('select 1 as a'), reading(db, martHashes), query('from meta.loads')])
    expect(answers[0]).toMatchObject({ exitCode: 0, stdout: 'a\n1\n' })
    expect(answers[1]).toEqual(expected)
    expect(answers[2]).toMatchObject({ exitCode: 0 })
  })
})

describe('Ctrl-C', () => {
  const large = join(folder, 'large')

  beforeAll(async () => {
    await simulate({ outDir: large, platform: 'genesys', conversations: 3000, days: 2, seed: 9 })
    writeFileSync(join(folder, 'cxkpi.yml'), 'threads: 1\n')
  })

  it.each([0.4, 0.9])(
    'ends a load at %d of its time within a second, with 130, consistent',
    { retry: 2 },
    async (part) => {
      const path = join(folder, `interrupted-${part}.duckdb`)
      rmSync(path, { force: true })
      const running = start(['load', large, '--db', path], { cwd: folder })
      await new Promise((resolve) => setTimeout(resolve, part * 3500))
      const began = Date.now()
      running.kill('SIGINT')
      const { exitCode, stderr } = await running
      expect(Date.now() - began).toBeLessThan(1000)
      expect(exitCode, String(stderr)).toBe(130)
      expect(String(stderr)).toContain('interrupted')
      expect(await reading(path, halves)).toEqual([])
    },
  )
})
