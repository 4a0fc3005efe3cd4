import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadPaths, relandPayloads, type PersonalDataMode } from '../../src/ingest/index.js'
import { isWithheld, plainAddress } from '../../src/ingest/plain-address.js'
import { NOISES, simulate } from '../../src/simulate/index.js'
import { OtherProcess, withWarehouse } from '../../src/warehouse/index.js'
import { cxkpi } from '../cli/cxkpi.js'
import { ownFolder } from '../cli/folder.js'
import { conversation } from '../ingest/workspace.js'
import { exportsWithCustomerIds } from './known-customers.js'
import { buildMarts, everythingIn, martHashes, reading, withheldAddresses } from './store.js'

const folder = ownFolder()
const exports = join(folder, 'exports')
/** What is kept comes last: this process must not have read a text that is sought behind the blocks which it writes. */
const MODES: readonly PersonalDataMode[] = ['mask', 'hash', 'keep']
const dbOf = (mode: string): string => join(folder, `${mode}.duckdb`)

/** What must not be found: what the simulator thought up, and what is hidden in odd places here. */
let personal: string[]
const HIDDEN = ['Hildegard-Hidden', '+4930111222', '+4930333444', '+4930555666', '+4930777888', 'hidden@example.org']

/** What of it stands in a text, sorted: sought at once, as one after the other takes seconds. */
function personalIn(text: string): string[] {
  const values = new Set([...personal, ...HIDDEN])
  const beginnings = [...new Set([...values].map((value) => value.slice(0, 6).replace(/[^a-z0-9]/gi, '\\$&')))]
  const found = new Set<string>()
  for (const { index } of text.matchAll(new RegExp(beginnings.join('|'), 'g'))) {
    for (const value of values) if (text.startsWith(value, index)) found.add(value)
  }
  return [...found].sort()
}

function session(more: object): Record<string, unknown> {
  const sessions = [{ sessionId: 's', mediaType: 'voice', ...more }]
  return { participants: [{ participantId: 'p', participantName: HIDDEN[0], purpose: 'customer', sessions }] }
}

async function loadAll(mode: PersonalDataMode, stepBytes?: number): Promise<void> {
  await withWarehouse(dbOf(mode), { access: 'write' }, async (warehouse) => {
    const paths = [exports, 'samples/cxone', 'samples/flex', 'samples/flat', 'samples/genesys']
    const words = { withheldAddresses: await withheldAddresses() }
    await loadPaths(warehouse, paths, {
      org: '',
      pii: mode,
      ...words,
      ...(stepBytes === undefined ? {} : { stepBytes }),
    })
    await buildMarts(warehouse)
  })
}

beforeAll(async () => {
  for (const platform of ['genesys', 'cxone', 'flex'] as const) {
    const options = { conversations: 80, days: 2, seed: 12, noise: new Set(NOISES) }
    await simulate({ ...options, outDir: join(exports, platform), platform })
  }
  await exportsWithCustomerIds(join(exports, 'with-ids'))
  const lines = [
    conversation('hidden-1', session({ ani: HIDDEN[1], callbackNumbers: [HIDDEN[2]], callbackUserName: HIDDEN[0] })),
    { ...session({ addressFrom: HIDDEN[5] }), conversationStart: '2026-03-02T10:00:00Z' },
    { conversationId: 'hidden-2', participants: { sessions: { dnis: HIDDEN[3] } } },
  ].map((record) => JSON.stringify(record))
  writeFileSync(join(exports, 'odd.ndjson'), `${lines.join('\n')}\n{"conversationId":"hidden-3","ani":"${HIDDEN[4]}\n`)
  const singer = {
    type: 'RECORD',
    stream: 'conversations',
    record: conversation('hidden-4', session({ ani: HIDDEN[1] })),
  }
  writeFileSync(
    join(exports, 'singer.ndjson'),
    `${JSON.stringify(singer)}\n{"type":"RECORD","stream":"conversations","record":"${HIDDEN[4]}\n`,
  )
  const csv = readFileSync('samples/flat/conversations.csv', 'utf8').trim().split('\n')
  const wider = csv.map((line, index) => `${line.trim()},${index === 0 ? 'customer_phone' : HIDDEN[3]}`)
  writeFileSync(join(exports, 'wider.csv'), `${wider.join('\n')}\n`)
  await withWarehouse(':memory:', { access: 'write' }, (warehouse) =>
    OtherProcess.with(warehouse, { program: 'warehouse/serving' }, (other) =>
      other.run(
        `copy (select * from read_json('${join(exports, 'odd.ndjson')}', ignore_errors = true, sample_size = 1)
        where "conversationId" = 'hidden-1') to '${join(exports, 'odd.parquet')}'`,
      ),
    ),
  )
  for (const mode of MODES) await loadAll(mode)
  personal = await reading(dbOf('keep'), async (warehouse) => {
    const rows = await warehouse.rows(
      `select "ani" as value from raw.genesys_sessions
      union select "addressFrom" from raw.genesys_sessions
      union select "fromAddress" from raw.cxone_contacts
      union select distinct json_extract_string(payload, '$.event_data.task_attributes') ->> '$.from' from raw.payloads
      where json_valid(json_extract_string(payload, '$.event_data.task_attributes'))`,
    )
    const words = new Set(await withheldAddresses())
    const values = rows.map(({ value }) => String(value))
    return values.filter((value) => value.length > 6 && !isWithheld(plainAddress(value), words))
  })
})

describe('personal data of customers', () => {
  it('stands in the database where it is kept', async () => {
    expect(personal.length).toBeGreaterThan(20)
    expect(personalIn(await reading(dbOf('keep'), everythingIn))).toEqual([...new Set([...personal, ...HIDDEN])].sort())
    expect(personalIn(readFileSync(dbOf('keep'), 'latin1'))).not.toEqual([])
  })

  it.each(['mask', 'hash'])(
    'is nowhere in it under %s: raw, texts, rejects, models, bytes of the file',
    async (mode) => {
      expect(personalIn(await reading(dbOf(mode), everythingIn))).toEqual([])
      expect(personalIn(readFileSync(dbOf(mode), 'latin1'))).toEqual([])
    },
  )

  it('knows a customer again under hash: first contacts are the same ones', async () => {
    const contacts = `select platform, conversation_id, is_first_contact, repeated_at
      from int_customer_contacts order by all`
    const of = (mode: string) => reading(dbOf(mode), (warehouse) => warehouse.rows(contacts))
    const kept = await of('keep')
    expect(kept.filter(({ repeated_at: repeatedAt }) => repeatedAt !== null).length).toBeGreaterThan(20)
    expect(await of('hash')).toEqual(kept)
    expect(await reading(dbOf('hash'), martHashes)).toEqual(await reading(dbOf('keep'), martHashes))
  })

  it.each([
    ['cxone', 'numbers', '2026-10'],
    ['genesys', 'numbers', '2026-10'],
    ['flex', 'numbers', '2026-10'],
    ['flex', 'ids', '2026-08'],
  ])('leaves first contact resolution unknown under mask: %s with %s', async (platform, _known, month) => {
    const rows = await reading(dbOf('mask'), (warehouse) =>
      warehouse.rows(
        `select distinct first_contact_base_count, first_contact_pending_count, fcr_rate from mrt_daily_conversations
        where platform = $platform and strftime(interaction_date, '%Y-%m') = $month and handled_count > 0`,
        { platform, month },
      ),
    )
    expect(rows).toEqual([{ first_contact_base_count: null, first_contact_pending_count: null, fcr_rate: null }])
  })

  it('knows customers by the ids of Genesys itself under mask, too: first contacts are the same ones', async () => {
    const contacts = `select conversation_id, first_contact_status, customer_key from fct_customer_contacts
      where platform = 'genesys' and started_at < timestamptz '2026-09-01' and started_at > timestamptz '2026-08-01'
      order by all`
    const of = (mode: string) => reading(dbOf(mode), (warehouse) => warehouse.rows(contacts))
    const kept = await of('keep')
    expect(kept.filter(({ first_contact_status: status }) => status === 'follow_up').length).toBeGreaterThan(1)
    expect(kept.every(({ customer_key: key }) => String(key).startsWith('contact-'))).toBe(true)
    expect(await of('mask')).toEqual(kept)
  })

  it.each(['mask', 'hash'])(
    'changes no other KPI under %s, and no count of records, duplicates and rejects',
    async (mode) => {
      const [found, kept] = await Promise.all([mode, 'keep'].map((each) => reading(dbOf(each), martHashes)))
      expect({ ...found, mrt_daily_conversations: '' }).toEqual({ ...kept, mrt_daily_conversations: '' })
      const days = `select columns(* exclude (first_contact_base_count, first_contact_resolved_count,
        first_contact_pending_count, fcr_rate)) from mrt_daily_conversations order by all`
      const daysOf = (each: string) => reading(dbOf(each), (warehouse) => warehouse.rows(days))
      expect(await daysOf(mode)).toEqual(await daysOf('keep'))
      const counts = `select path, entity, row_count, reject_count from meta.files order by all`
      const of = (each: string) => reading(dbOf(each), (warehouse) => warehouse.rows(counts))
      expect(await of(mode)).toEqual(await of('keep'))
    },
  )

  it('is taken out of columns, too', async () => {
    const payloads = await reading(dbOf('mask'), (warehouse) =>
      warehouse.rows(`select payload from raw.payloads join meta.files using (file_id) where path like '%odd.parquet'`),
    )
    expect(payloads).toHaveLength(1)
    expect(String(payloads[0]!['payload'])).toContain('"ani":"***"')
  })

  it('can be joined under hash, within one database only', async () => {
    const groups = `select count(distinct value) as n from (
        select replace("ani", 'tel:', '') as value from raw.genesys_sessions where "ani" not like '%anonymous'
        union all select "fromAddress" from raw.cxone_contacts where lower("fromAddress") <> 'restricted'
    )`
    const of = (db: string) => reading(db, (warehouse) => warehouse.rows(groups))
    expect(await of(dbOf('hash'))).toEqual(await of(dbOf('keep')))
    expect(await of(dbOf('mask'))).toEqual([{ n: 1 }])
    const other = join(folder, 'other.duckdb')
    await withWarehouse(other, { access: 'write' }, (warehouse) =>
      loadPaths(warehouse, [join(exports, 'odd.ndjson')], { org: '', pii: 'hash' }),
    )
    const ani = (db: string) =>
      reading(db, async (warehouse) => {
        const rows = await warehouse.rows(
          `select distinct "ani" from raw.genesys_sessions join raw.genesys_conversations using (file_id, file_row)
          where "conversationId" = 'hidden-1'`,
        )
        return String(rows[0]!['ani'])
      })
    expect(await ani(other)).toMatch(/^pii:[0-9a-f]{32}$/)
    expect(await ani(other)).not.toBe(await ani(dbOf('hash')))
  })

  it('lands alike in small steps', async () => {
    const small = join(folder, '[a*b]', 'ani=1', 'steps.duckdb')
    await withWarehouse(small, { access: 'write' }, (warehouse) =>
      loadPaths(warehouse, [join(exports, 'odd.ndjson')], { org: '', pii: 'mask', stepBytes: 200 }),
    )
    const text = await reading(small, everythingIn)
    expect(text).toContain('hidden-1')
    expect(HIDDEN.filter((value) => text.includes(value))).toEqual([])
  })

  it('does not come back when raw is rebuilt', async () => {
    const copy = join(folder, 'rebuilt.duckdb')
    cpSync(dbOf('hash'), copy)
    await withWarehouse(copy, { access: 'write' }, async (warehouse) => {
      await relandPayloads(warehouse)
      await buildMarts(warehouse, true)
    })
    expect(await reading(copy, martHashes)).toEqual(await reading(dbOf('hash'), martHashes))
    expect(personalIn(await reading(copy, everythingIn))).toEqual([])
  })

  it('is taken out as cxkpi.yml says', async () => {
    writeFileSync(join(folder, 'cxkpi.yml'), 'pii: mask\ndatabase: told.duckdb\n')
    const ran = await cxkpi(['load', join(exports, 'odd.ndjson'), '--no-build'], { cwd: folder })
    expect(ran.exitCode).toBe(0)
    const rejects = await cxkpi(['rejects', '--json'], { cwd: folder })
    expect(rejects.stdout).toContain('its text is not kept (pii: mask)')
    expect(HIDDEN.filter((value) => rejects.stdout.includes(value))).toEqual([])
  })

  it("leaves under hash what a project's own models know nobody by", async () => {
    const own = join(folder, 'own')
    mkdirSync(join(own, 'models'), { recursive: true })
    writeFileSync(join(own, 'cxkpi.yml'), 'pii: hash\ndatabase: own.duckdb\n')
    writeFileSync(join(own, 'dbt_project.yml'), "name: own\nvars: {withheld_addresses: ['+4930111222']}\n")
    await cxkpi(['load', join(exports, 'odd.ndjson'), '--no-build'], { cwd: own })
    const ani = `select distinct "ani" from raw.genesys_sessions where "ani" is not null`
    expect(await reading(join(own, 'own.duckdb'), (warehouse) => warehouse.rows(ani))).toEqual([{ ani: '+4930111222' }])
  })
})
