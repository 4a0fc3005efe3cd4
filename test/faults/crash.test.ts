import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { simulate, NOISES } from '../../src/simulate/index.js'
import { start } from '../cli/cxkpi.js'
import { ownFolder } from '../cli/folder.js'
import { buildIn, halves, loadInto, martHashes, reading } from './store.js'

const CRASHES = process.env['CXKPI_NIGHTLY'] === '1' ? 100 : 20

const folder = ownFolder()
const exports = join(folder, 'exports')
const whole = join(folder, 'whole.duckdb')
const landed = join(folder, 'landed.duckdb')
const older = join(folder, 'older.duckdb')
let expected: Record<string, string>
/** How long a command takes here, in milliseconds. */
const undisturbed = { load: 0, build: 0 }

beforeAll(async () => {
  await simulate({
    outDir: exports,
    platform: 'genesys',
    conversations: 150,
    days: 2,
    seed: 5,
    noise: new Set(NOISES),
  })
  undisturbed.load = await timed(['load', exports, '--db', whole])
  expected = await reading(whole, martHashes)
  await loadInto(landed, [exports], false)
  undisturbed.build = await timed(['build', '--db', copyOf(landed)])
  await loadInto(older, [join(exports, 'conversations', '2026-10-20-0001.json'), join(exports, 'queues.json')])
})

describe('a command that is killed at a random moment', () => {
  it.each(Array.from({ length: CRASHES }, (_, index) => index))(
    'leaves a file that opens, nothing half there, and a rerun ends in the same marts (%i)',
    async (index) => {
      const isLoad = index % 2 === 0
      // A load into a new file, a load into one that was built, a first build.
      const db = isLoad ? (index % 4 === 0 ? join(folder, 'new.duckdb') : copyOf(older)) : copyOf(landed)
      const args = isLoad ? ['load', exports, '--db', db] : ['build', '--db', db]
      const afterMs = Math.random() * (isLoad ? undisturbed.load : undisturbed.build)
      await killed(args, afterMs)
      const moment = `${args[0]!} killed after ${afterMs} ms`
      if (existsSync(db)) expect(await halvesOf(db), moment).toEqual([])
      if (isLoad) await loadInto(db, [exports])
      else await buildIn(db)
      expect(await reading(db, martHashes), moment).toEqual(expected)
      expect(await reading(db, halves), moment).toEqual([])
      rmSync(db)
    },
  )
})

async function killed(args: readonly string[], afterMs: number): Promise<void> {
  const running = start(args, { cwd: folder })
  setTimeout(() => running.kill('SIGKILL'), afterMs)
  await running
}

async function timed(args: readonly string[]): Promise<number> {
  const began = Date.now()
  const { exitCode, stderr } = await start(args, { cwd: folder })
  if (exitCode !== 0) throw new Error(`cxkpi ${args.join(' ')} exits ${String(exitCode)}: ${String(stderr)}`)
  return Date.now() - began
}

/** Opens the file as a reader would; a file without tables yet has no halves. */
async function halvesOf(db: string): Promise<string[]> {
  return reading(db, async (warehouse) => {
    const tables = await warehouse.rows(`select 1 from information_schema.tables where table_schema = 'meta'`)
    return tables.length === 0 ? [] : halves(warehouse)
  })
}

function copyOf(db: string): string {
  const copy = join(folder, 'copy.duckdb')
  rmSync(`${copy}.wal`, { force: true })
  cpSync(db, copy)
  return copy
}
