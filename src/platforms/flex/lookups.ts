import type { Entity, JsonObject } from '../platform.js'
import { words } from './event-fields.js'

/** Workers: the names and teams of agents. */
export const workers: Entity = lookup(
  'workers',
  'WK',
  'sid friendly_name activity_sid activity_name attributes available date_created date_updated date_status_changed',
  '',
  (record) => 'activity_name' in record && 'friendly_name' in record,
)

/** Task queues. Flex has no service-level targets in them. */
export const taskQueues: Entity = lookup(
  'task_queues',
  'WQ',
  'sid friendly_name date_created date_updated',
  `target_workers task_order max_reserved_workers assignment_activity_sid assignment_activity_name
   reservation_activity_sid reservation_activity_name operating_unit_sid`,
  (record) => 'max_reserved_workers' in record || 'task_order' in record,
)

/** Activities: which of them make a worker available. */
export const activities: Entity = lookup(
  'activities',
  'WA',
  'sid friendly_name available date_created date_updated',
  '',
  (record) => 'available' in record && !('activity_name' in record),
)

function lookup(
  name: string,
  prefix: string,
  fields: string,
  others: string,
  matches: (record: JsonObject) => boolean,
): Entity {
  return {
    name,
    table: `flex_${name}`,
    keyField: 'sid',
    listFields: [],
    shape: Object.fromEntries(words(fields).map((field) => [field, 'VARCHAR'])),
    otherFields: [...words(others), ...words('account_sid workspace_sid url'), 'links.*'],
    matches: (record) => typeof record.sid === 'string' && record.sid.startsWith(prefix) && matches(record),
  }
}
