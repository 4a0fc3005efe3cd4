import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { forget, prune } from '../../src/app/remove.js'
import { loadConfig } from '../../src/config/index.js'
import { loadPaths } from '../../src/ingest/index.js'
import { withWarehouse } from '../../src/warehouse/index.js'
import { ownFolder } from '../cli/folder.js'
import { everythingIn, loadInto, martHashes, reading } from './store.js'

const folder = ownFolder()

type Json = Record<string, unknown>

const SECRET = 'Annegret-Mustermann-1954'
const CONTACT = '900719925474099991'
const PART = '900719925474099992'
const FLEX = 'conversation-to-forget'

function cxone(): string {
  const page = JSON.parse(readFileSync('samples/cxone/contacts.json', 'utf8')) as { contacts: Json[] }
  const whole = { ...page.contacts[0]!, contactId: CONTACT, masterContactId: CONTACT, fromAddress: SECRET }
  const part = { ...page.contacts[0]!, contactId: PART, masterContactId: CONTACT, dispositionNotes: SECRET }
  return JSON.stringify({ ...page, contacts: [whole, part, page.contacts[1]] })
}

/** One event names the conversation, the other only its task. */
function flex(): string {
  const page = JSON.parse(readFileSync('samples/flex/events-page.json', 'utf8')) as {
    events: (Json & { event_data: Json })[]
  }
  const [event] = page.events
  const attributes = { from: SECRET, conversations: { conversation_id: FLEX } }
  const own = { ...event!.event_data, task_sid: 'WTforget' }
  const events = [
    { ...event!, sid: 'EVforget1', event_data: { ...own, task_attributes: JSON.stringify(attributes) } },
    { ...event!, sid: 'EVforget2', event_data: { ...own, task_attributes: undefined, worker_name: `${SECRET}-2` } },
    page.events[1],
  ]
  return JSON.stringify({ ...page, events })
}

function flat(): string {
  const [head, first, second] = readFileSync('samples/flat/conversations.csv', 'utf8').split(/\r?\n/)
  const others = first!.split(',').slice(1).join(',')
  return `${head!},customer\nforget-me-flat,${others},${SECRET}\n${second!},somebody\n`
}

const exports = [
  { platform: 'cxone', file: 'contacts.json', text: cxone(), id: CONTACT, names: [CONTACT, PART], records: 2 },
  { platform: 'flex', file: 'events.json', text: flex(), id: FLEX, names: [FLEX, 'WTforget', 'EVforget1'], records: 2 },
  { platform: 'flat', file: 'rows.csv', text: flat(), id: 'forget-me-flat', names: ['forget-me-flat'], records: 1 },
]

const context = async (db: string) => ({ config: await loadConfig({ db }, {}, folder), waitMs: 0 })

describe('forget', () => {
  it.each(exports)('leaves no byte of a conversation of $platform and keeps it out of a later load', async (each) => {
    const { platform, file, text, id, names, records } = each
    const db = join(folder, `${platform}.duckdb`)
    const path = join(folder, file)
    writeFileSync(path, text)
    await loadInto(db, [path], false)
    const before = await reading(db, everythingIn)
    for (const word of [...names, SECRET]) expect(before, word).toContain(word)
    const { ino } = statSync(db)

    const { result } = await forget(await context(db), { conversation: id })
    expect(result.rows).toMatchObject([{ conversations: 1, records }])
    const after = await reading(db, everythingIn)
    for (const word of [...names, SECRET]) {
      expect(after.includes(word), word).toBe(false)
      expect(readFileSync(db).includes(word), word).toBe(false)
    }
    // Kept texts are packed: what shows that none of their bytes stays is that the file is another one.
    expect(statSync(db).ino).not.toBe(ino)
    expect(await kept(db)).toEqual([{ n: 1 }])

    writeFileSync(path, `${text}\n`)
    await loadInto(db, [path], false)
    expect(await kept(db)).toEqual([{ n: 2 }])
    expect(await reading(db, everythingIn)).not.toContain(SECRET)
  })
})

describe('forget of a conversation that was assessed', () => {
  const db = join(folder, 'assessed.duckdb')
  const reports = 'samples/flex-insights/segments.csv'
  const load = (...paths: string[]) =>
    withWarehouse(db, { access: 'write' }, (warehouse) =>
      loadPaths(warehouse, paths, { org: '', sourceTimezone: 'UTC' }),
    )
  const assessed = () =>
    reading(db, (warehouse) =>
      warehouse.rows('select segment_id, count(*) as n from raw.flex_assessments group by 1 order by 1'),
    )

  it('reaches its assessments through the segments of Insights, and keeps those out that come later', async () => {
    const answers = JSON.parse(readFileSync('samples/flex-quality/assessments.json', 'utf8')) as { assessments: Json[] }
    const [first] = answers.assessments
    const others = { ...first, assessment_sid: 'FMother', segment_id: 'seg-10', url: '' }
    const path = join(folder, 'assessments.json')
    writeFileSync(path, JSON.stringify({ assessments: [...answers.assessments, others] }))
    await load(reports, path)
    expect(await assessed()).toEqual([
      { segment_id: 'seg-02', n: 3 },
      { segment_id: 'seg-06', n: 3 },
      { segment_id: 'seg-10', n: 1 },
    ])
    await forget(await context(db), { conversation: 'c1' })
    expect(await assessed()).toEqual([{ segment_id: 'seg-10', n: 1 }])
    const left = await reading(db, everythingIn)
    for (const word of ['seg-02', 'seg-06', String(first!['assessment_sid'])])
      expect(left.includes(word), word).toBe(false)

    writeFileSync(path, JSON.stringify({ assessments: [{ ...first, assessment_sid: 'FMlater' }, others] }))
    await load(path)
    expect(await assessed()).toEqual([{ segment_id: 'seg-10', n: 2 }])
  })
})

describe('prune', () => {
  const db = join(folder, 'all.duckdb')

  beforeAll(async () => {
    // Of another organisation: beside exports of the same conversations its rows would not hold.
    await loadInto(db, ['samples/flat'], false, 'elsewhere')
    await loadInto(db, ['samples/cxone', 'samples/flex'])
  })

  it('deletes the conversations of every platform that ended before the day, and what is left builds', async () => {
    const ids = await reading(db, (warehouse) =>
      warehouse.rows('select platform, conversation_id as id from fct_conversations where ended_at is not null'),
    )
    expect(new Set(ids.map(({ platform }) => platform))).toEqual(new Set(['cxone', 'flex', 'flat']))
    const { exitCode } = await prune(await context(db), '2027-01-01')
    expect(exitCode).toBe(0)
    expect(await reading(db, (warehouse) => warehouse.rows('select count(*) as n from fct_conversations'))).toEqual([
      { n: 0 },
    ])
    const raw = await reading(db, (warehouse) =>
      warehouse.rows(
        `select (select count(*) from raw.cxone_contacts) as cxone, (select count(*) from raw.flat_conversations) as flat,
            (select count(*) from raw.flex_events where task_sid is not null) as flex`,
      ),
    )
    expect(raw).toEqual([{ cxone: 0, flat: 0, flex: 0 }])
    expect(Object.keys(await reading(db, martHashes))).not.toEqual([])
  })
})

async function kept(db: string): Promise<unknown[]> {
  return reading(db, (warehouse) => warehouse.rows('select count(*) as n from raw.payloads'))
}
