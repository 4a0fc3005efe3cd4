import type { Platform } from '../platform.js'
import { deliveries, events } from './events.js'

/** Lifecycle events of interactions in no platform's words, as webhooks deliver them: an id, a state, times, participants. */
export const lifecycle: Platform = {
  name: 'lifecycle',
  personal: {
    fields: [
      'ani',
      'dnis',
      'phone',
      'phone_number',
      'email',
      'address',
      'customer_name',
      'customer_phone',
      'customer_email',
    ],
  },
  entities: [events, deliveries],
  envelopeFields: [],
  isEmptyAnswer: () => false,
  explain: (document) =>
    'interaction_id' in document
      ? 'it looks like lifecycle events of interactions, but these have no event_id'
      : undefined,
}
