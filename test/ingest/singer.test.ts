import { describe, expect, it } from 'vitest'
import { camelCaseKeys } from '../../src/ingest/camel-case.js'
import { Workspace } from './workspace.js'

describe('Singer files', () => {
  it('bring several entities at once; streams that cxkpi does not know are left out and counted', async () => {
    const workspace = await Workspace.create()
    const messages = [
      { type: 'SCHEMA', stream: 'users', schema: {} },
      { type: 'RECORD', stream: 'users', record: { id: 'u1', name: 'Ada', username: 'ada', division: { id: 'd1' } } },
      {
        type: 'RECORD',
        stream: 'conversation',
        record: { conversation_id: 'c1', conversation_start: '2026-03-02T10:00:00.000000Z' },
      },
      { type: 'RECORD', stream: 'locations', record: { id: 'l1' } },
      { type: 'RECORD', stream: 'locations', record: { id: 'l2' } },
      { type: 'RECORD', stream: 'conversation', record: { conversation_start: 'x' } },
      { type: 'STATE', value: {} },
    ]
    const file = await workspace.loadOne(
      'tap.jsonl',
      [...messages.map((message) => JSON.stringify(message)), '{broken'].join('\n'),
    )
    expect(file).toMatchObject({
      status: 'loaded',
      format: 'singer',
      entities: { users: 1, conversations: 1 },
      rejects: 2,
      message: 'left out the records of the Singer streams locations (2): of no kind that cxkpi loads',
    })
    expect(await workspace.rows('select entity, row_count from meta.files order by 1')).toEqual([
      { entity: 'conversations', row_count: 1 },
      { entity: 'users', row_count: 1 },
    ])
    expect(await workspace.rows('select id, name, "divisionId", file_row from raw.genesys_users')).toEqual([
      { id: 'u1', name: 'Ada', divisionId: 'd1', file_row: 2 },
    ])
    expect(await workspace.rows('select file_row, reason from meta.rejects order by 1')).toMatchObject([
      { file_row: 6, reason: 'the record has no conversationId' },
      { file_row: 8 },
    ])
  })
})

describe('camelCaseKeys', () => {
  const CASES: readonly [from: string, to: string][] = [
    ['{"conversation_id":"a_b"}', '{"conversationId":"a_b"}'],
    [
      '{"wrap_up_code":1.50, "q850_response_codes":[12345678901234567890]}',
      '{"wrapUpCode":1.50, "q850ResponseCodes":[12345678901234567890]}',
    ],
    ['{"a":[{"session_id" : "x"}]}', '{"a":[{"sessionId" : "x"}]}'],
    [
      '{"attributes":{"my_key":"v","in":{"deep_key":1}},"team_id":1}',
      '{"attributes":{"my_key":"v","in":{"deep_key":1}},"teamId":1}',
    ],
    ['{"_sdc_batched_at":1,"alreadyCamel":2}', '{"_sdc_batched_at":1,"alreadyCamel":2}'],
    ['{"note":"a \\"quoted_key\\": {\\\\"}', '{"note":"a \\"quoted_key\\": {\\\\"}'],
    ['"just_text"', '"just_text"'],
  ]
  it.each(CASES)('turns %s into %s', (from, to) => {
    expect(camelCaseKeys(from)).toBe(to)
  })
})
