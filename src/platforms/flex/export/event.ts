import { pascal } from '../event-fields.js'
import { sidFrom } from './sids.js'

/** A TaskRouter event in no transport's words: data under the names of the Events API. */
export interface TaskRouterEvent {
  readonly sid: string
  readonly type: string
  readonly at: number
  readonly data: Readonly<Record<string, string | number>>
}

const ACCOUNT = sidFrom('AC', 'account')
const WORKSPACE = sidFrom('WS', 'workspace')
const SECONDS = new Set(['task_queue_entered_date', 'task_date_created'])

/** As the Events API gives it: values as text, dates in seconds. */
export function apiEvent({ sid, type, at, data }: TaskRouterEvent): string {
  return JSON.stringify({
    account_sid: ACCOUNT,
    description: type,
    event_data: flat(data, (name) => name),
    event_date: `${iso(at).slice(0, 19)}Z`,
    event_date_ms: at,
    event_type: type,
    resource_type: type.split('.')[0],
    sid,
    source: 'twilio',
    workspace_sid: WORKSPACE,
  })
}

/** The fields of the form that the callback posts. */
export function callbackFields({ sid, type, at, data }: TaskRouterEvent): Record<string, string> {
  return {
    EventType: type,
    AccountSid: ACCOUNT,
    WorkspaceSid: WORKSPACE,
    EventDescription: type,
    Timestamp: String(Math.floor(at / 1000)),
    TimestampMs: String(at),
    Sid: sid,
    ...flat(data, pascal),
  }
}

/** As Event Streams delivers it: typed values, instants with milliseconds. */
export function streamEvent({ sid, type, at, data }: TaskRouterEvent): string {
  const time = iso(at)
  const typed = Object.entries(data).map(([name, value]): [string, string | number] => [
    name,
    SECONDS.has(name) ? iso(Number(value)) : value,
  ])
  return JSON.stringify({
    specversion: '1.0',
    type: `com.twilio.taskrouter.${type}`,
    source: `/v1/Workspaces/${WORKSPACE}/Events/${sid}`,
    id: `EZ${sid.slice(2)}`,
    dataschema: 'https://events-schemas.twilio.com/TaskRouter.WDSEvent/4',
    datacontenttype: 'application/json',
    time,
    data: {
      sid,
      name: type,
      account_sid: ACCOUNT,
      timestamp: time,
      level: 'INFO',
      group: 'com.twilio.taskrouter',
      payload_type: 'TaskRouter.WDSEvent',
      payload: {
        eventtype: type,
        account_sid: ACCOUNT,
        workspace_sid: WORKSPACE,
        timestamp: time,
        ...Object.fromEntries(typed),
      },
    },
  })
}

export function iso(at: number): string {
  return new Date(at).toISOString()
}

function flat(data: TaskRouterEvent['data'], spelled: (name: string) => string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      spelled(name),
      String(SECONDS.has(name) ? Math.floor(Number(value) / 1000) : value),
    ]),
  )
}
