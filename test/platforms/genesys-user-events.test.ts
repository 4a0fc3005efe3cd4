import { describe, expect, it } from 'vitest'
import { Workspace } from '../ingest/workspace.js'
import { build } from '../truth/centre.js'

const USER = '11111111-0000-4000-8000-000000000001'
const OTHER = '11111111-0000-4000-8000-000000000002'
const at = (time: string) => `2026-03-02T${time}.000Z`

const presence = (systemPresence: string, time: string, primary = true) => ({
  topicName: `v2.users.${USER}.presence`,
  version: '2',
  eventBody: {
    source: 'PURECLOUD',
    presenceDefinition: { id: 'd', systemPresence },
    primary,
    message: '',
    modifiedDate: at(time),
  },
})
const routing = (status: string, time: string) => ({
  topicName: `v2.users.${USER}.routingStatus`,
  eventBody: { id: USER, routingStatus: { userId: USER, status, startTime: at(time) } },
})
const bridged = (detail: object, index: number) => ({
  version: '0',
  id: `event-${index}`,
  'detail-type': 'v2.users.{id}.routingStatus',
  source: 'aws.partner/genesys.com/cloud/org/x',
  account: '1',
  time: at('10:00:00'),
  region: 'us-east-1',
  resources: [],
  detail,
})

const EVENTS = [
  presence('ON_QUEUE', '14:00:00'),
  presence('BUSY', '14:30:00', false),
  routing('IDLE', '14:00:00'),
  routing('INTERACTING', '14:10:00'),
  routing('IDLE', '14:40:00'),
  routing('OFF_QUEUE', '15:00:00'),
  presence('OFFLINE', '15:30:00'),
]

const DAY = `select logged_in_seconds, waiting_seconds, handling_seconds, off_queue_seconds, occupancy_rate
  from mrt_agent_scorecard where channel = 'all'`
const TOLD = {
  logged_in_seconds: 5400,
  waiting_seconds: 1800,
  handling_seconds: 1800,
  off_queue_seconds: 1800,
  occupancy_rate: 0.5,
}

describe('changes of users’ presence and routing status', () => {
  it('are agents’ states, whatever transports brought them and in whatever order', async () => {
    const workspace = await Workspace.create()
    const lines = EVENTS.slice(3).map((event) => JSON.stringify(event))
    workspace.write('notifications.ndjson', lines.join('\n'))
    await workspace.load()
    await build(workspace.warehouse, 'leg')
    workspace.write(
      'firehose.json',
      EVENTS.slice(0, 5)
        .map(bridged)
        .map((event) => JSON.stringify(event))
        .join(''),
    )
    expect(await workspace.load()).toMatchObject({
      totals: { refused: 0, rejects: 0, entities: { eventbridge_user_events: 5 } },
    })
    await build(workspace.warehouse, 'leg')
    expect(await workspace.rows(DAY)).toEqual([TOLD])
  })

  it('go on where user details end, which hold where both tell', async () => {
    const workspace = await Workspace.create()
    const userDetail = {
      userId: USER,
      primaryPresence: [{ startTime: at('13:50:00'), systemPresence: 'ON_QUEUE', organizationPresenceId: 'd' }],
      routingStatus: [
        { startTime: at('13:50:00'), endTime: at('14:10:00'), routingStatus: 'IDLE' },
        { startTime: at('14:10:00'), routingStatus: 'INTERACTING' },
      ],
    }
    workspace.write('details.json', JSON.stringify({ userDetails: [userDetail], dataAvailabilityDate: at('14:20:00') }))
    workspace.write('notifications.ndjson', EVENTS.map((event) => JSON.stringify(event)).join('\n'))
    await workspace.load()
    await build(workspace.warehouse, 'leg')
    expect(await workspace.rows(DAY)).toEqual([
      { ...TOLD, logged_in_seconds: 6000, waiting_seconds: 2400, occupancy_rate: 1800 / 4200 },
    ])
  })

  it.each<[what: string, pieces: readonly object[]]>([
    ['days before that user details alone tell of', [details('01', '09:00:00', '17:00:00'), idle('02'), idle('04')]],
    [
      'days that user details take from an agent, another one telling of them still',
      [idle('02'), idle('05', OTHER), details('02', '09:00:00', '17:00:00')],
    ],
  ])('leave %s as one load would', async (_what, pieces) => {
    const workspace = await Workspace.create()
    for (const [index, piece] of pieces.entries()) {
      workspace.write(`${index}.json`, JSON.stringify(piece))
      await workspace.load()
      await build(workspace.warehouse, 'leg', { tests: false })
    }
    const fresh = await Workspace.create()
    pieces.forEach((piece, index) => fresh.write(`${index}.json`, JSON.stringify(piece)))
    await fresh.load()
    await build(fresh.warehouse, 'leg', { tests: false })
    expect(await workspace.rows(WAITING_DAYS)).toEqual(await fresh.rows(WAITING_DAYS))
  })
})

/** A user goes idle in the morning, and nothing more is heard of it. */
function idle(day: string, user = USER): object {
  return {
    topicName: `v2.users.${user}.routingStatus`,
    eventBody: { id: user, routingStatus: { userId: user, status: 'IDLE', startTime: `2026-03-${day}T10:00:00.000Z` } },
  }
}

/** All that a user's details tell of a day: that it was idle. */
function details(day: string, from: string, until: string): object {
  const [startTime, endTime] = [from, until].map((time) => `2026-03-${day}T${time}.000Z`)
  const userDetail = { userId: USER, routingStatus: [{ startTime, endTime, routingStatus: 'IDLE' }] }
  return { userDetails: [userDetail], dataAvailabilityDate: '2026-03-06T00:00:00.000Z' }
}

const WAITING_DAYS = `select agent_id, interaction_date, waiting_seconds from mrt_agent_scorecard
  where channel = 'all' order by 1, 2`
