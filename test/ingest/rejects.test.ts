import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { conversation, Workspace } from './workspace.js'

const one = (value: unknown): string => JSON.stringify(value)
const REJECTS = 'select file_row, record_id, reason, payload from meta.rejects order by file_row'

describe('what cannot be used becomes a reject', () => {
  const lines = [
    one(conversation('a')),
    '{"conversationId":"cut","participants":[',
    '',
    one(conversation('b')),
    '[1,2]',
    'null',
    '{"participants":[]}',
    one({ ...conversation('c'), participants: 'none' }),
    `${one(conversation('d'))} trailing`,
    one({ conversationId: 'e' }),
  ]
  const expected = [
    {
      file_row: 2,
      record_id: null,
      reason: `the line is not valid JSON: it ends too early at byte 40, after 'ut","participants":['`,
      payload: lines[1],
    },
    { file_row: 5, record_id: null, reason: 'the record is a list, not an object', payload: '[1,2]' },
    { file_row: 6, record_id: null, reason: 'the record is null, not an object', payload: 'null' },
    { file_row: 7, record_id: null, reason: 'the record has no conversationId', payload: '{"participants":[]}' },
    { file_row: 8, record_id: 'c', reason: 'its participants is text, not a list', payload: lines[7] },
    {
      file_row: 9,
      record_id: null,
      reason: expect.stringContaining('the line is not valid JSON: unexpected text at byte') as string,
      payload: lines[8],
    },
  ]

  it('in NDJSON, with line, reason and text', async () => {
    const workspace = await Workspace.create()
    const file = await workspace.loadOne('broken.ndjson', lines.join('\n'))
    expect(file).toMatchObject({ status: 'loaded', entities: { conversations: 3 }, rejects: 6 })
    expect(await workspace.rows(REJECTS)).toEqual(expected)
    expect(await workspace.values('select file_row from raw.payloads order by 1')).toEqual([1, 4, 10])
  })

  it('also where DuckDB reads the lines, and the first one is broken', async () => {
    const workspace = await Workspace.create()
    const file = await workspace.loadOne('broken.jsonl', lines.toReversed().filter(Boolean).join('\n'))
    expect(file).toMatchObject({ status: 'loaded', format: 'ndjson', entities: { conversations: 3 }, rejects: 6 })
    expect(await workspace.values('select file_row from meta.rejects order by 1')).toEqual([2, 3, 4, 5, 6, 8])
    expect(await workspace.rows('select file_id, row_count, reject_count from meta.files')).toEqual([
      { file_id: 1, row_count: 3, reject_count: 6 },
    ])
  })

  it('says of a line with several objects that it holds several, where other lines are broken', async () => {
    const workspace = await Workspace.create()
    const several = one(conversation('a')) + one(conversation('b'))
    await workspace.loadOne('broken.ndjson', [one(conversation('c')), several, '{"conversationId":'].join('\n'))
    expect((await workspace.values(REJECTS.replace('file_row, record_id, reason, payload', 'reason')))[0]).toBe(
      'the line is not valid JSON: it holds several values; write each on a line of its own',
    )
  })

  it('in compressed NDJSON', async () => {
    const workspace = await Workspace.create()
    const file = await workspace.loadOne('broken', gzipSync(lines.join('\n')))
    expect(file).toMatchObject({ rejects: 6 })
    expect(await workspace.rows(REJECTS)).toEqual(expected)
  })

  it('in a page: elements that are no records', async () => {
    const workspace = await Workspace.create()
    const page = { conversations: [conversation('a'), null, 3, { conversationId: '' }, conversation('b')] }
    expect(await workspace.loadOne('page.json', one(page))).toMatchObject({
      entities: { conversations: 2 },
      rejects: 3,
    })
    expect(await workspace.rows('select file_row, reason from meta.rejects order by 1')).toEqual([
      { file_row: 2, reason: 'the record is null, not an object' },
      { file_row: 3, reason: 'the record is a number, not an object' },
      { file_row: 4, reason: 'the record has no conversationId' },
    ])
    expect(await workspace.values('select file_row from raw.genesys_conversations order by 1')).toEqual([1, 5])
  })

  it('a line that is not UTF-8', async () => {
    const workspace = await Workspace.create()
    const bytes = Buffer.concat([
      Buffer.from(`${one(conversation('a'))}\n{"conversationId":"`),
      Buffer.from([0xff, 0x22, 0x7d]),
    ])
    expect(await workspace.loadOne('bytes.ndjson', bytes)).toMatchObject({ entities: { conversations: 1 }, rejects: 1 })
    expect(await workspace.values('select reason from meta.rejects')).toEqual([
      'the line is not valid JSON: it is not UTF-8',
    ])
  })

  it('of several files in one load, each under its own file', async () => {
    const workspace = await Workspace.create()
    workspace.write('1.ndjson', `${one(conversation('a'))}\n{"x":1}\n`)
    workspace.write('2.ndjson', `${one(conversation('b'))}\n`)
    workspace.write('3.ndjson', `{broken\n${one(conversation('c'))}\n`)
    const { files, totals } = await workspace.load()
    expect(files.map(({ rejects }) => rejects)).toEqual([1, 0, 1])
    expect(totals).toMatchObject({ records: 3, rejects: 2 })
    expect(
      await workspace.rows(
        'select path[-8:] as path, file_row from meta.rejects join meta.files using (file_id) order by 1',
      ),
    ).toEqual([
      { path: '1.ndjson', file_row: 2 },
      { path: '3.ndjson', file_row: 1 },
    ])
  })
})

describe('values of the wrong shape', () => {
  it('come as their text, or not at all, and never stop the load', async () => {
    const workspace = await Workspace.create()
    const odd = conversation('a', {
      conversationStart: 12345678901234567890123n.toString(),
      divisionIds: 'one',
      externalTag: { a: 1 },
      evaluations: 'none',
      participants: [
        null,
        3,
        { participantId: 7, purpose: ['agent'], sessions: 'none', attributes: [] },
        {
          participantId: 'p',
          sessions: [{ sessionId: 's', segments: {}, metrics: [{ name: 'tTalk', value: '12' }, null] }],
        },
      ],
    })
    const text = one(odd).replace('"12345678901234567890123"', '12345678901234567890123')
    expect(await workspace.loadOne('odd.json', text)).toMatchObject({ entities: { conversations: 1 }, rejects: 0 })
    expect(
      await workspace.rows(
        'select "conversationStart" as a, "divisionIds" as b, "externalTag" as c from raw.genesys_conversations',
      ),
    ).toEqual([{ a: '12345678901234567890123', b: 'one', c: '{"a":1}' }])
    expect(
      await workspace.rows(
        'select participant_index as i, "participantId" as id, purpose from raw.genesys_participants order by 1',
      ),
    ).toEqual([
      { i: 1, id: null, purpose: null },
      { i: 2, id: null, purpose: null },
      { i: 3, id: '7', purpose: '["agent"]' },
      { i: 4, id: 'p', purpose: null },
    ])
    expect(await workspace.rows('select metric_index as i, name, value from raw.genesys_metrics order by 1')).toEqual([
      { i: 1, name: 'tTalk', value: '12' },
      { i: 2, name: null, value: null },
    ])
  })

  it('tell a session without metrics from one with an empty list', async () => {
    const workspace = await Workspace.create()
    await workspace.loadOne('a.json', one({ conversationId: 'a', participants: [{ sessions: [{}, { metrics: [] }] }] }))
    expect(await workspace.values('select "hasMetrics" from raw.genesys_sessions order by session_index')).toEqual([
      false,
      true,
    ])
  })
})
