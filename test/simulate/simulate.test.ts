import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Noise } from '../../src/simulate/index.js'
import { NOISES, simulate } from '../../src/simulate/index.js'

const folder = mkdtempSync(join(tmpdir(), 'cxkpi-simulate-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

let runs = 0
async function run(options: { seed?: number; noise?: readonly Noise[]; files?: number; conversations?: number } = {}) {
  const outDir = join(folder, String(runs), 'out')
  const truthDir = join(folder, String(runs++), 'truth')
  const { seed = 5, noise = [], files, conversations = 1500 } = options
  const summary = await simulate({
    outDir,
    truthDir,
    platform: 'genesys',
    conversations,
    days: 14,
    seed,
    noise: new Set(noise),
    ...(files === undefined ? {} : { files }),
  })
  return { outDir, truthDir, summary }
}

function filesOf(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function fingerprint(root: string): string {
  const hash = createHash('sha256')
  for (const path of filesOf(root)) hash.update(path.slice(root.length)).update(readFileSync(path))
  return hash.digest('hex')
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}

interface Page {
  conversations: { conversationId: string }[]
  dataAvailabilityDate: string
}

describe('a simulation', () => {
  it('gives the same bytes for the same seed, and others for another', async () => {
    const [one, same, other] = [
      await run({ noise: NOISES }),
      await run({ noise: NOISES }),
      await run({ noise: NOISES, seed: 6 }),
    ]
    expect(fingerprint(join(one.outDir, '..'))).toBe(fingerprint(join(same.outDir, '..')))
    expect(fingerprint(one.outDir)).not.toBe(fingerprint(other.outDir))
  })

  it('tells the same story with untidiness that changes nothing: copies, overlaps, broken lines', async () => {
    const clean = await run()
    const untidy = await run({ noise: ['duplicates', 'overlaps', 'broken'] })
    for (const file of ['queue-daily.json', 'agent-daily.json', 'conversations.json']) {
      expect(readFileSync(join(untidy.truthDir, file), 'utf8')).toBe(readFileSync(join(clean.truthDir, file), 'utf8'))
    }
  })

  it('moves the truth when a later export corrects a conversation', async () => {
    const clean = await run()
    const corrected = await run({ noise: ['corrections'] })
    expect(readFileSync(join(corrected.truthDir, 'queue-daily.json'), 'utf8')).not.toBe(
      readFileSync(join(clean.truthDir, 'queue-daily.json'), 'utf8'),
    )
    const stamps = new Set(
      filesOf(join(corrected.outDir, 'conversations')).map((path) => (json(path) as Page).dataAvailabilityDate),
    )
    expect([...stamps].sort()).toEqual(['2026-11-03T05:00:00.000Z', '2026-11-05T05:00:00.000Z'])
  })

  it('counts what a loader must find: records, copies, and lines that do not parse', async () => {
    const { outDir, truthDir, summary } = await run({ noise: NOISES, conversations: 4000 })
    const records: string[] = []
    let broken = 0
    for (const path of filesOf(join(outDir, 'conversations'))) {
      if (path.endsWith('.json')) {
        const page = json(path) as Page
        for (const record of page.conversations) records.push(JSON.stringify([page.dataAvailabilityDate, record]))
        continue
      }
      for (const line of readFileSync(path, 'utf8').trimEnd().split('\n')) {
        try {
          records.push(JSON.stringify([null, JSON.parse(line)]))
        } catch {
          broken++
        }
      }
    }
    expect(json(join(truthDir, 'findings.json'))).toMatchObject({
      conversation_count: 4000,
      record_count: records.length,
      version_count: new Set(records).size,
      duplicate_count: records.length - new Set(records).size,
      broken_line_count: broken,
      reject_count: broken,
      copied_file_count: 1,
    })
    expect(broken).toBeGreaterThan(0)
    expect(summary).toMatchObject({ conversations: 4000, records: records.length, brokenLines: broken })
  })

  it('splits the conversations into about as many files as asked', async () => {
    const { outDir } = await run({ noise: NOISES, files: 50, conversations: 4000 })
    const count = filesOf(join(outDir, 'conversations')).length
    expect(count).toBeGreaterThan(40)
    expect(count).toBeLessThan(60)
  })

  it('refuses a folder that holds something already', async () => {
    const outDir = join(folder, 'full')
    await simulate({ outDir, platform: 'genesys', conversations: 1, days: 1, seed: 1 })
    writeFileSync(join(outDir, 'note.txt'), 'mine')
    await expect(simulate({ outDir, platform: 'genesys', conversations: 1, days: 1, seed: 1 })).rejects.toThrow(
      'is not empty',
    )
  })

  it('writes no truth when none is asked for', async () => {
    const summary = await simulate({
      outDir: join(folder, 'no-truth'),
      platform: 'genesys',
      conversations: 20,
      days: 1,
      seed: 1,
    })
    expect(summary).toMatchObject({ truthDir: null, conversations: 20 })
    expect(filesOf(join(folder, 'no-truth')).some((path) => path.includes('truth.json'))).toBe(false)
  })
})

describe('the truth of a simulation', () => {
  it('keeps the sheet’s identities on every row', async () => {
    const { truthDir } = await run({ noise: NOISES, conversations: 4000 })
    const rows = json(join(truthDir, 'queue-daily.json')) as Record<string, Record<string, number>[]>
    for (const basis of ['leg', 'conversation']) {
      for (const row of rows[basis] ?? []) {
        const n = (column: string): number => row[column] ?? 0
        expect(n('offered_count')).toBe(
          n('answered_count') + n('abandoned_count') + n('flow_out_count') + n('other_count') + n('open_count'),
        )
        expect(n('short_abandoned_count')).toBeLessThanOrEqual(n('abandoned_count'))
        expect(n('answered_in_target_count')).toBeLessThanOrEqual(n('answered_count'))
        expect(n('total_interactions')).toBeLessThanOrEqual(n('offered_count') + n('handled_count'))
        expect(n('total_handle_seconds')).toBeCloseTo(
          n('total_talk_seconds') + n('total_hold_seconds') + n('total_acw_seconds'),
          6,
        )
      }
    }
    const agents = json(join(truthDir, 'agent-daily.json')) as Record<string, Record<string, number | string>[]>
    const sum = (list: readonly Record<string, unknown>[] | undefined): number =>
      (list ?? []).reduce((total, row) => total + Number(row['handled_count']), 0)
    expect(sum(rows['conversation'])).toBe(sum(agents['conversation']?.filter(({ channel }) => channel === 'all')))
    expect(sum(agents['leg']?.filter(({ channel }) => channel !== 'all'))).toBe(
      sum(agents['leg']?.filter(({ channel }) => channel === 'all')),
    )
  })
})
