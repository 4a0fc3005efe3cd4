import type { Personal } from '../personal.js'

/** Whose names are not those of customers: agents, and what the platform itself takes part as. */
const OTHERS = new Set([
  'acd',
  'agent',
  'api',
  'campaign',
  'dialer',
  'group',
  'ivr',
  'station',
  'user',
  'voicemail',
  'workflow',
])
const CUSTOMERS = new Set(['customer', 'external'])

/** Personal data of customers in Genesys' conversations, events and surveys. */
export const personal: Personal = {
  fields:
    `ani dnis sessionDnis remote remoteNameDisplayable address addressFrom addressTo addressSelf addressOther cc bcc
    destinationAddresses transferTargetAddress screenShareAddressSelf videoAddressSelf callbackNumbers callbackUserName
    subject wrapUpNote wrapUpNotes attributes journeyCustomerId freeTextAnswer`.split(/\s+/),
  conditional: [
    { field: 'participantName', by: 'purpose', isPersonal: (purpose) => !OTHERS.has(purpose?.toLowerCase() ?? '') },
    { field: 'name', by: 'purpose', isPersonal: (purpose) => CUSTOMERS.has(purpose?.toLowerCase() ?? '') },
  ],
}
