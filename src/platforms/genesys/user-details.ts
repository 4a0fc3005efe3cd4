import type { Entity } from '../platform.js'

/** What agents did with their presence and routing status. */
export const userDetails: Entity = {
  name: 'user_details',
  table: 'genesys_user_details',
  keyField: 'userId',
  listFields: ['primaryPresence', 'routingStatus'],
  shape: {
    userId: 'VARCHAR',
    primaryPresence: [
      {
        startTime: 'VARCHAR',
        endTime: 'VARCHAR',
        systemPresence: 'VARCHAR',
        organizationPresenceId: 'VARCHAR',
      },
    ],
    routingStatus: [{ startTime: 'VARCHAR', endTime: 'VARCHAR', routingStatus: 'VARCHAR' }],
  },
  otherFields: [],
  matches: (record) => 'userId' in record && (isList(record.primaryPresence) || isList(record.routingStatus)),
}

function isList(value: unknown): boolean {
  return Array.isArray(value)
}
