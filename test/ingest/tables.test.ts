import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, it } from 'vitest'
import { conversationsNamed, forgetConversations, relandPayloads } from '../../src/ingest/index.js'
import { contentOf } from './landed-parts.js'
import { Workspace } from './workspace.js'

const SAMPLES = join(import.meta.dirname, '../../samples')
const CSV = readFileSync(join(SAMPLES, 'flat/conversations.csv'), 'utf8')

const rowsOf = (table: string): string =>
  `select conversation_id, start_time::timestamptz::varchar as started, channel, queue_id, agent_id,
    handle_seconds::double as handle, abandoned::boolean as abandoned, wrapup_code from raw.${table}`
const ROWS = `${rowsOf('flat_conversations')} union all ${rowsOf('flat_typed_conversations')} order by all`

describe('the flat table of a warehouse', () => {
  let workspace: Workspace
  let expected: unknown[]

  beforeEach(async () => {
    const other = await Workspace.create()
    await other.loadOne('rows.csv', CSV)
    expected = await other.rows(ROWS)
    workspace = await Workspace.create()
  })

  const copyTo = async (query: string, name: string, options: string) => {
    const csv = workspace.write('source/rows.csv', CSV)
    const path = join(workspace.folder, name)
    await workspace.warehouse.run(`copy (${query.replace('input', `read_csv('${csv}')`)}) to '${path}' (${options})`)
    return path
  }

  it('as CSV has all rows, as text', async () => {
    const file = await workspace.loadOne('rows.csv', CSV)
    expect(file).toMatchObject({ status: 'loaded', platform: 'flat', format: 'csv', entities: { conversations: 7 } })
    expect(await workspace.values('select handle_seconds from raw.flat_conversations order by file_row')).toEqual([
      '135',
      '45',
      '60',
      null,
      null,
      null,
      '80.5',
    ])
  })

  it('as Parquet with types is the same rows', async () => {
    const { files } = await workspace.load(await copyTo('select * from input', 'rows.parquet', 'format parquet'))
    expect(files[0]).toMatchObject({ status: 'loaded', format: 'parquet', entities: { conversations: 7 } })
    expect(await workspace.rows(ROWS)).toEqual(expected)
  })

  it.each(['CONVERSATION_ID', 'conversationId', 'ConversationId'])(
    'has its columns matched whatever their case, %s',
    async (id) => {
      const query = `select * rename (conversation_id as ${id}, start_time as "StartTime", queue_id as queueId, handle_seconds as HANDLESECONDS) from input`
      await workspace.load(await copyTo(query, 'rows.parquet', 'format parquet'))
      expect(await workspace.rows(ROWS)).toEqual(expected)
    },
  )

  it('as JSON in camel case is the same rows', async () => {
    const query =
      'select conversation_id as "conversationId", start_time as "startTime", * exclude (conversation_id, start_time) from input'
    const { files } = await workspace.load(await copyTo(query, 'rows.ndjson', 'format json'))
    expect(files[0]).toMatchObject({ status: 'loaded', format: 'ndjson', platform: 'flat' })
    expect(await workspace.rows(ROWS)).toEqual(expected)
  })

  it('in folders by partition takes their names for columns', async () => {
    const path = await copyTo('select * from input', 'table', 'format parquet, partition_by (channel)')
    const { totals } = await workspace.load(path)
    expect(totals).toMatchObject({ refused: 0, entities: { conversations: 7 } })
    expect(await workspace.rows(ROWS)).toEqual(expected)
  })

  it('is known the second time', async () => {
    const path = workspace.write('rows.csv', CSV)
    await workspace.load(path)
    expect((await workspace.load(path)).files[0]).toMatchObject({ status: 'known' })
  })

  it('without a conversation id in a row is a reject with its text', async () => {
    const file = await workspace.loadOne('rows.csv', `${CSV},2026-03-02T09:00:00Z,,voice,,,,,,,,,,,,\n`)
    expect(file).toMatchObject({ rejects: 1, entities: { conversations: 7 } })
    expect(await workspace.rows('select file_row, reason from meta.rejects')).toEqual([
      { file_row: 8, reason: 'the record has no conversation_id' },
    ])
  })
})

describe('a CSV file', () => {
  const HEADER = 'conversation_id,start_time,queue_id,handle_seconds'
  const line = (id: string, more = '') => `${id},2026-03-02T08:01:00Z,q1,10${more}\n`

  const IDS = 'select conversation_id from raw.flat_conversations order by file_row'

  it.each([
    ['more fields', line('c2', ',11,12'), 'it has more fields than the header', 3],
    ['fewer fields', 'c2,2026-03-02T08:01:00Z\n', 'it has fewer fields than the header', 3],
    ['text behind a quote', '"c2"x,2026-03-02T08:01:00Z,q1,10\n', 'a quote does not enclose a whole field', 3],
  ])('keeps a line with %s as a reject, and loads the others', async (_, bad, reason, number) => {
    const workspace = await Workspace.create()
    const file = await workspace.loadOne('rows.csv', `${HEADER}\n${line('c1')}${bad}${line('c3')}`)
    expect(file).toMatchObject({ status: 'loaded', rejects: 1, entities: { conversations: 2 } })
    expect(await workspace.values(IDS)).toEqual(['c1', 'c3'])
    expect(await workspace.rows('select file_row, reason, payload from meta.rejects')).toEqual([
      { file_row: number, reason: `line ${number} is no row of the table: ${reason}`, payload: bad.trimEnd() },
    ])
  })

  it('keeps a line that is not UTF-8 as a reject', async () => {
    const workspace = await Workspace.create()
    const bytes = Buffer.from(`${HEADER}\n${line('c1')}${line('caf\u00e9')}${line('c3')}`, 'latin1')
    expect(await workspace.loadOne('rows.csv', bytes)).toMatchObject({ rejects: 1, entities: { conversations: 2 } })
    expect(await workspace.values('select reason from meta.rejects')).toEqual([
      'line 3 is no row of the table: it is not UTF-8',
    ])
  })

  it('is refused where some lines end as on Windows and others do not: rows would be lost', async () => {
    const workspace = await Workspace.create()
    const text = `${HEADER}\n${line('c1')}${line('c2')}`
    for (const mixed of [text.replace('\n', '\r\n'), text.replace(/\n$/, '\r\n')]) {
      expect(await workspace.loadOne('rows.csv', mixed)).toMatchObject({
        status: 'refused',
        message:
          'some of its lines end with CR LF and others with LF alone, so that rows would be lost: write it with one of both',
      })
    }
  })

  it('is read where only a value has the other line end', async () => {
    const workspace = await Workspace.create()
    const text = `${HEADER}\r\n${line('"c\n1"').replace(/\n$/, '\r\n')}`
    expect(await workspace.loadOne('rows.csv', text)).toMatchObject({ rejects: 0, entities: { conversations: 1 } })
  })

  it('keeps the malformed lines of each file apart', async () => {
    const workspace = await Workspace.create()
    workspace.write('a.csv', `${HEADER}\n${line('a1')}a2\n`)
    workspace.write('b.csv', `${HEADER}\nb1\n${line('b2')}b3\n`)
    const { files } = await workspace.load()
    expect(files.map(({ rejects }) => rejects)).toEqual([1, 2])
    expect(await workspace.values('select payload from meta.rejects order by file_id, file_row')).toEqual([
      'a2',
      'b1',
      'b3',
    ])
  })

  it.each([
    ['semicolons', (text: string) => text.replaceAll(',', ';')],
    ['tabs', (text: string) => text.replaceAll(',', '\t')],
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    [
      'a quoted header',
      (text: string) =>
        text.replace(HEADER, '"Conversation Id","Start, Time"'.replace(', ', ' ') + ',"QUEUE_ID",handleSeconds'),
    ],
  ])('is read with %s', async (_, written) => {
    const workspace = await Workspace.create()
    const text = `${HEADER}\n${line('c1')}"c\n""2""",2026-03-02T08:01:00Z,q1,10\n`
    expect(await workspace.loadOne('rows.csv', written(text))).toMatchObject({
      rejects: 0,
      entities: { conversations: 2 },
    })
    const rows = await workspace.rows(
      'select conversation_id, start_time, handle_seconds from raw.flat_conversations order by file_row',
    )
    expect(rows).toEqual([
      { conversation_id: 'c1', start_time: '2026-03-02T08:01:00Z', handle_seconds: '10' },
      {
        conversation_id: expect.stringMatching(/^c\r?\n"2"$/) as string,
        start_time: '2026-03-02T08:01:00Z',
        handle_seconds: '10',
      },
    ])
  })

  it('is read packed, in folders by partition', async () => {
    const workspace = await Workspace.create()
    const bytes = gzipSync(`conversation_id,start_time,handle_seconds\n${line('c1').replace(',q1', '')}c2\n`)
    const file = await workspace.loadOne('table/queue_id=q7/rows.csv.gz', bytes)
    expect(file).toMatchObject({ rejects: 1, entities: { conversations: 1 } })
    expect(await workspace.values('select queue_id from raw.flat_conversations')).toEqual(['q7'])
  })
})

describe('nested Parquet', () => {
  const TABLES = [
    'conversations',
    'participants',
    'sessions',
    'segments',
    'metrics',
    'users',
    'queues',
    'evaluations',
    'wrapup_codes',
  ]
  const FILES = [
    ['conversations.json', 'conversations'],
    ['users.json', 'entities'],
    ['queues.json', 'entities'],
    ['evaluations.json', 'entities'],
    ['wrapup-codes.json', 'entities'],
  ] as const

  const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

  it.each([
    ['as it is', (name: string) => name, '', { texts: 0, typed: 6 }],
    ['in lower case', (name: string) => name.toLowerCase(), '', { texts: 0, typed: 6 }],
    ['in snake case', snake, '', { texts: 0, typed: 6 }],
    ['with instants as text', (name: string) => name, ", timestampformat = 'none'", { texts: 6, typed: 0 }],
  ])('of Genesys records says the same as the JSON it was made of, %s', async (_, rename, options, counts) => {
    const json = await Workspace.create()
    const parquet = await Workspace.create()
    const source = await Workspace.create()
    for (const [name, field] of FILES) {
      const path = join(SAMPLES, 'genesys', name)
      await json.load(path)
      const pages = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
      const records = source.write(name, JSON.stringify(renamed(pages[field], rename)))
      const target = join(parquet.folder, name.replace('.json', '.parquet'))
      await parquet.warehouse.run(
        `copy (from read_json('${records}', sample_size = -1, map_inference_threshold = -1${options})) to '${target}' (format parquet)`,
      )
    }
    const { totals } = await parquet.load()
    expect(totals).toMatchObject({ refused: 0, rejects: 0 })
    for (const table of TABLES) {
      const query = await contentOf(json, table)
      expect(await parquet.rows(query), table).toEqual(await json.rows(query))
    }
    expect(
      await parquet.rows(`select (select count(*)::integer from raw.genesys_conversations) as texts,
        (select count(*)::integer from raw.genesys_typed_conversations) as typed`),
    ).toEqual([counts])
  })
})

describe('a columnar file', () => {
  let workspace: Workspace

  beforeEach(async () => {
    workspace = await Workspace.create()
  })

  const write = async (query: string, name = 'rows.parquet') => {
    await workspace.warehouse.run(`copy (${query}) to '${join(workspace.folder, name)}' (format parquet)`)
  }

  it('keeps what landing does not read, at every depth, and no text of the rest', async () => {
    await write(`select 'c1' as "conversationId", timestamp '2026-03-02 10:00:00' as "conversationStart", 7 as tenant,
      [{'participantId': 'p1', 'mood': 'calm', 'sessions': [{'sessionId': 's1', 'codec': 'opus'}]}] as participants
      union all select 'c2', timestamp '2026-03-02 11:00:00', null, null`)
    const { files } = await workspace.load()
    expect(files[0]).toMatchObject({
      entities: { conversations: 2 },
      unknownFields: ['participants.mood', 'participants.sessions.codec', 'tenant'],
    })
    expect(await workspace.rows('select file_row, other_fields::json as other_fields from raw.other_fields')).toEqual([
      {
        file_row: 1,
        other_fields: '{"tenant":7,"participants":[{"mood":"calm","sessions":[{"codec":"opus"}]}]}',
      },
    ])
    expect(await workspace.values('select count(*) from raw.payloads')).toEqual([0])
  })

  it('rejects the rows that are no records, with their place and text', async () => {
    await write(`select * from (values ('c1', timestamp '2026-03-02 10:00:00'), (null, timestamp '2026-03-02 11:00:00'),
      ('', timestamp '2026-03-02 12:00:00.5')) as rows("conversationId", "conversationStart")`)
    const { files } = await workspace.load()
    expect(files[0]).toMatchObject({ entities: { conversations: 1 }, rejects: 2 })
    expect(await workspace.rows('select file_row, reason, payload from meta.rejects order by 1')).toEqual([
      {
        file_row: 2,
        reason: 'the record has no conversationId',
        payload: '{"conversationId":null,"conversationStart":"2026-03-02T11:00:00.000Z"}',
      },
      {
        file_row: 3,
        reason: 'the record has no conversationId',
        payload: '{"conversationId":"","conversationStart":"2026-03-02T12:00:00.500Z"}',
      },
    ])
  })

  it('rejects the rows that hold something else where a list belongs', async () => {
    await write(
      `select 'c' || i as "conversationId", case when i = 2 then 'nobody' end as participants from range(3) as t(i)`,
    )
    const { files } = await workspace.load()
    expect(files[0]).toMatchObject({ entities: { conversations: 2 }, rejects: 1 })
    expect(await workspace.rows('select file_row, record_id, reason from meta.rejects')).toEqual([
      { file_row: 3, record_id: 'c2', reason: 'its participants is text, not a list' },
    ])
  })

  const START = { text: "'2026-03-02T10:00:00.000Z'", typed: "timestamptz '2026-03-02 12:00:00+02'" }
  const rowOf = (start: string, handle: string): string =>
    `select 'c1' as conversation_id, ${start} as start_time, ${handle} as handle_seconds`

  it('tells versions by what they say, however wide its types are', async () => {
    await write(rowOf(START.typed, '60'), 'a.parquet')
    await write(rowOf("timestamp_ms '2026-03-02 10:00:00'", '60.0::decimal(10,1)'), 'b.parquet')
    await write(rowOf(START.typed, '60::bigint'), 'c.parquet')
    await write(rowOf(START.typed, '61'), 'd.parquet')
    await write(rowOf(START.text, "'60'"), 'e.parquet')
    await write(rowOf(START.text, '60'), 'f.parquet')
    const { files } = await workspace.load()
    expect(files.map(({ duplicates }) => duplicates)).toEqual([0, 1, 1, 0, 0, 1])
  })

  it.each([
    ['text', "'60,5'", '60,5'],
    ['a float of few digits', '0.1::real', '0.1'],
    ['a decimal of many digits', '12345678901234567.125::decimal(20,3)', '12345678901234567.125'],
  ])('keeps %s as its text', async (_, handle, text) => {
    await write(rowOf(START.typed, handle))
    await workspace.load()
    expect(await workspace.rows('select start_time, handle_seconds from raw.flat_conversations')).toEqual([
      { start_time: '2026-03-02T10:00:00.000Z', handle_seconds: text },
    ])
  })

  it('has null in its texts where a number is none', async () => {
    await write(`${rowOf(START.typed, "'nan'::double")}, {'mood': 'inf'::double, 'word': 'NaN'} as more`)
    const { files } = await workspace.load()
    expect(files[0]).toMatchObject({ status: 'loaded', entities: { conversations: 1 } })
    expect(await workspace.values('select other_fields from raw.other_fields')).toEqual([
      '{"more":{"mood":null,"word":"NaN"}}',
    ])
  })

  it('loses the rows of a forgotten conversation, and leaves them out from then on', async () => {
    const ofTwo = `select * replace ('c' || i as conversation_id) from (${rowOf(START.typed, '60')}), range(2) as t(i)`
    await write(ofTwo)
    await workspace.load()
    const { warehouse } = workspace
    expect(await conversationsNamed(warehouse, { conversation: 'c1' })).toMatchObject([{ platform: 'flat' }])
    const forgotten = await forgetConversations(warehouse, [{ platform: 'flat', orgId: '', id: 'c1' }], 0)
    expect(forgotten).toEqual({ records: 1, rejects: 0 })
    await write(`${ofTwo} order by i desc`)
    const { files } = await workspace.load()
    expect(files[0]).toMatchObject({ message: 'left out 1 record of conversations that were forgotten' })
    const ids = 'select conversation_id from raw.flat_typed_conversations'
    expect(await workspace.values(ids)).toEqual(['c0', 'c0'])
  })

  it('stays as it is when records are landed anew from their texts', async () => {
    await write(
      `select 'c1' as conversation_id, '2026-03-02T10:00:00.000Z' as start_time, '60' as handle_seconds, 'x' as more`,
    )
    await workspace.loadOne('rows.csv', CSV)
    await workspace.load()
    const query = 'select * from raw.flat_conversations order by file_id, file_row'
    const before = await workspace.rows(query)
    await relandPayloads(workspace.warehouse)
    expect(await workspace.rows(query)).toEqual(before)
    expect(await workspace.values('select other_fields from raw.other_fields')).toEqual(['{"more":"x"}'])
  })
})

function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [rename(name), renamed(inner, rename)]))
}
