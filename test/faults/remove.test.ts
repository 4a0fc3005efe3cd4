import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { NOISES, simulate } from '../../src/simulate/index.js'
import { cxkpi, jsonOf, type JsonAnswer, type JsonError } from '../cli/cxkpi.js'
import { ownFolder } from '../cli/folder.js'
import { everythingIn, loadInto, martHashes, reading } from './store.js'

const folder = ownFolder()
const exports = join(folder, 'exports')
const db = join(folder, 'centre.duckdb')
const FORGOTTEN = '2b3c4d5e-6f70-4a81-92b3-c4d5e6f70819'
const CUSTOMER = 'Annegret-Mustermann-1954'
const NUMBER = 'tel:+4930998877665'

interface Record {
  conversationId: string
  conversationStart: string
  participants: { participantName?: string; sessions: { ani?: string; segments?: object[] }[] }[]
}

const run = (...args: string[]) => cxkpi(args, { cwd: folder })

beforeAll(async () => {
  await simulate({
    outDir: exports,
    platform: 'genesys',
    conversations: 120,
    days: 2,
    seed: 31,
    noise: new Set(NOISES),
  })
  const name = readdirSync(join(exports, 'conversations')).sort()[0]!
  const page = JSON.parse(readFileSync(join(exports, 'conversations', name), 'utf8')) as { conversations: Record[] }
  const record = structuredClone(page.conversations[0]!)
  record.conversationId = FORGOTTEN
  record.participants[0]!.participantName = CUSTOMER
  record.participants[0]!.sessions[0]!.ani = NUMBER
  writeFileSync(join(exports, 'personal.json'), JSON.stringify({ conversations: [record] }))
  const again = { ...record, conversationEnd: undefined }
  writeFileSync(
    join(exports, 'lines.ndjson'),
    `${JSON.stringify(again)}\n{"conversationId":"${FORGOTTEN}", "${CUSTOMER}\n`,
  )
  const evaluation = {
    id: 'evaluation-of-it',
    conversation: { id: FORGOTTEN },
    evaluator: { id: 'e' },
    status: 'FINISHED',
  }
  writeFileSync(join(exports, 'evaluation.json'), JSON.stringify({ entities: [evaluation] }))
  const ran = await run('load', exports, '--db', db)
  if (ran.exitCode !== 0) throw new Error(ran.stderr)
})

const holds = (path: string, text: string): boolean => readFileSync(path).includes(text)

describe('rebuild --from-raw', () => {
  it('gives the same marts and the same raw when the exports are gone', async () => {
    const copy = join(folder, 'rebuilt.duckdb')
    cpSync(db, copy)
    const before = await reading(copy, martHashes)
    const rawBefore = await reading(copy, (warehouse) =>
      warehouse.rows(
        'select md5(string_agg(c::varchar, chr(10) order by c::varchar)) as hash from raw.genesys_conversations as c',
      ),
    )
    cpSync(exports, join(folder, 'away'), { recursive: true })
    rmSync(exports, { recursive: true })
    const ran = await run('rebuild', '--from-raw', '--db', copy)
    cpSync(join(folder, 'away'), exports, { recursive: true })
    expect(ran).toMatchObject({ exitCode: 0 })
    expect(ran.stderr).toMatch(/records landed anew/)
    expect(await reading(copy, martHashes)).toEqual(before)
    expect(
      await reading(copy, (warehouse) =>
        warehouse.rows(
          'select md5(string_agg(c::varchar, chr(10) order by c::varchar)) as hash from raw.genesys_conversations as c',
        ),
      ),
    ).toEqual(rawBefore)
  })
})

describe('forget', () => {
  it('leaves no byte of the conversation, writes down that it did, and keeps it out of a later load', async () => {
    expect(
      await reading(db, (warehouse) =>
        warehouse.rows(`select count(*) as n from raw.genesys_participants where "participantName" = '${CUSTOMER}'`),
      ),
    ).toEqual([{ n: 2 }])
    for (const text of [FORGOTTEN, CUSTOMER, NUMBER]) expect(holds(db, text), text).toBe(true)
    const forgotten = await run('forget', FORGOTTEN, '--db', db, '--json')
    expect(forgotten).toMatchObject({ exitCode: 0 })
    expect(jsonOf<JsonAnswer>(forgotten).rows).toEqual([
      { command: 'forget', before: null, conversations: 1, records: 3, rejects: 1 },
    ])
    for (const text of [FORGOTTEN, CUSTOMER, NUMBER, 'evaluation-of-it']) expect(holds(db, text), text).toBe(false)
    expect(await reading(db, everythingIn)).not.toMatch(new RegExp([FORGOTTEN, CUSTOMER, 'evaluation-of-it'].join('|')))
    expect(
      await reading(db, (warehouse) =>
        warehouse.rows('select command, conversation_count, record_count, reject_count from meta.removals'),
      ),
    ).toEqual([{ command: 'forget', conversation_count: 1, record_count: 3, reject_count: 1 }])
    const marts = await reading(db, martHashes)

    const known = await run('load', exports, '--db', db)
    expect(known.exitCode).toBe(0)
    const later = join(folder, 'later.json')
    const page = JSON.parse(readFileSync(join(exports, 'personal.json'), 'utf8')) as object
    writeFileSync(later, JSON.stringify({ ...page, totalHits: 1 }))
    const again = await run('load', later, '--db', db)
    expect(again.exitCode).toBe(0)
    expect(again.stdout).toContain('left out 1 record of conversations that were forgotten')
    expect(await reading(db, everythingIn)).not.toMatch(new RegExp([FORGOTTEN, CUSTOMER].join('|')))
    expect(await reading(db, martHashes)).toEqual(marts)
  })

  it('exits 4 for an id that nothing names', async () => {
    const ran = await run('forget', 'nobody', '--db', db, '--json')
    expect(ran.exitCode).toBe(4)
    expect(jsonOf<JsonError>(ran).error.code).toBe('CXK5001')
  })
})

describe('prune', () => {
  it('deletes what ended before the day, keeps the rest, and leaves the same marts as an export without it', async () => {
    const ran = await run('prune', '--before', '2026-10-21', '--db', db, '--json')
    expect(ran).toMatchObject({ exitCode: 0 })
    const [row] = jsonOf<JsonAnswer>(ran).rows
    expect(Number(row!['conversations'])).toBeGreaterThan(10)
    const left = await reading(db, (warehouse) =>
      warehouse.rows(`select count(*) as n, min(coalesce(ended_at, started_at)) as first from fct_conversations`),
    )
    expect(Number(left[0]!['n'])).toBeGreaterThan(10)
    expect(String(left[0]!['first']) >= '2026-10-21T00:00:00.000Z').toBe(true)
    const page = JSON.parse(readFileSync(join(exports, 'conversations', '2026-10-20-0001.json'), 'utf8')) as {
      conversations: Record[]
    }
    const first = page.conversations.find(({ conversationStart }) => conversationStart < '2026-10-20T20')!
    expect(holds(db, first.conversationId)).toBe(false)
    await loadInto(db, [exports])
    expect(await reading(db, (warehouse) => warehouse.rows('select count(*) as n from fct_conversations'))).toEqual([
      { n: left[0]!['n'] },
    ])
  })

  it('says what is no date, with 2', async () => {
    expect((await run('prune', '--before', 'yesterday', '--db', db)).exitCode).toBe(2)
  })
})
