import { describe, expect, it } from 'vitest'
import { Workspace } from '../ingest/workspace.js'

const page = (entities: unknown[]): string =>
  JSON.stringify({ entities, pageSize: 25, pageNumber: 1, total: entities.length })

describe('a page of lookups', () => {
  const PAGES: readonly [entity: string, record: Record<string, unknown>][] = [
    [
      'users',
      { id: 'u', name: 'Ada', email: 'a@example.com', state: 'active', division: { id: 'd' }, team: { id: 't' } },
    ],
    [
      'queues',
      { id: 'q', name: 'Sales', mediaSettings: { call: { serviceLevel: { percentage: 0.8, durationMs: 20000 } } } },
    ],
    ['queues', { id: 'q', name: 'Sales', selfUri: '/api/v2/routing/queues/q' }],
    ['wrapup_codes', { id: 'w', name: 'Done', division: { id: '*' } }],
    ['wrapup_codes', { id: 'w', name: 'Done', selfUri: '/api/v2/routing/wrapupcodes/w' }],
    ['divisions', { id: 'd', name: 'Home', description: '', homeDivision: true }],
    ['divisions', { id: 'd', name: 'Home', selfUri: '/api/v2/authorization/divisions/d' }],
    ['presence_definitions', { id: 'p', name: 'Break', type: 'User', systemPresence: 'Break', deactivated: false }],
    ['evaluations', { id: 'e', conversation: { id: 'c' }, evaluationForm: { id: 'f' }, status: 'FINISHED' }],
    ['surveys', { id: 's', conversation: { id: 'c' }, surveyForm: { id: 'f' }, status: 'Finished' }],
  ]
  it.each(PAGES)('of %s is told by what its records say: %o', async (entity, record) => {
    const workspace = await Workspace.create()
    expect(await workspace.loadOne('page', page([record]))).toMatchObject({
      status: 'loaded',
      entities: { [entity]: 1 },
      unknownFields: [],
    })
    expect(await workspace.values(`select id from raw.genesys_${entity}`)).toEqual([record.id])
  })

  it('that cannot be told apart is refused', async () => {
    const workspace = await Workspace.create()
    const file = await workspace.loadOne('page', page([{ id: '1', name: 'something' }]))
    expect(file).toMatchObject({ status: 'refused', message: 'its records (id, name) are of no kind that cxkpi loads' })
  })

  it('with a record of another kind lands the others', async () => {
    const workspace = await Workspace.create()
    const mixed = page([
      { id: 'u', username: 'ada' },
      { id: 'q', name: 'Sales', mediaSettings: {} },
    ])
    expect(await workspace.loadOne('page', mixed)).toMatchObject({ entities: { users: 1 }, rejects: 1 })
    expect(await workspace.rows('select file_row, record_id, reason from meta.rejects')).toEqual([
      { file_row: 2, record_id: 'q', reason: 'the record is not one of users, as the others of its file are' },
    ])
  })
})

describe('user details', () => {
  it('land presence and routing status side by side, open intervals without an end', async () => {
    const workspace = await Workspace.create()
    const details = {
      userDetails: [
        {
          userId: 'u',
          primaryPresence: [
            { startTime: '2026-03-02T08:00:00.000Z', systemPresence: 'ON_QUEUE', organizationPresenceId: 'o' },
          ],
          routingStatus: [
            { startTime: '2026-03-02T08:00:01.000Z', endTime: '2026-03-02T09:00:00.000Z', routingStatus: 'IDLE' },
            { startTime: '2026-03-02T09:00:00.000Z', routingStatus: 'INTERACTING' },
          ],
        },
      ],
      dataAvailabilityDate: '2026-03-03T00:00:00.000Z',
    }
    expect(await workspace.loadOne('details.json', JSON.stringify(details))).toMatchObject({
      entities: { user_details: 1 },
    })
    expect(
      await workspace.rows(
        'select "userId" as id, interval_index as i, "endTime" as till, "systemPresence" as state from raw.genesys_user_presence',
      ),
    ).toEqual([{ id: 'u', i: 1, till: null, state: 'ON_QUEUE' }])
    expect(
      await workspace.rows(
        'select interval_index as i, "endTime" as till, "routingStatus" as state from raw.genesys_user_routing_status order by 1',
      ),
    ).toEqual([
      { i: 1, till: '2026-03-02T09:00:00.000Z', state: 'IDLE' },
      { i: 2, till: null, state: 'INTERACTING' },
    ])
  })
})
