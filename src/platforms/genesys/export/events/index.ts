import type { Exporter, Transport } from '../../../exporter.js'
import { genesysExporter } from '../index.js'
import { eventsOf } from './conversation-events.js'
import { busEvent, notification } from './event.js'
import { settled } from './seen.js'

/** Firehose writes one event after the other, with nothing between them. */
const TRANSPORTS: readonly Transport[] = [
  { name: 'notifications', extension: 'ndjson', page: (records) => `${records.join('\n')}\n` },
  { name: 'bus', extension: 'ndjson', page: (records) => `${records.join('\n')}\n` },
  { name: 'firehose', extension: 'json', page: (records) => records.join('') },
]

/** Writes what Genesys Cloud would have told of a centre in events, in place of conversation details. */
export const genesysEventsExporter: Exporter = {
  ...genesysExporter,
  platform: 'genesys',
  settled,
  knowsPrequeueAbandons: false,
  knowsShortAbandons: false,
  knowsRefusals: false,
  areRecordsFinal: true,
  transports: TRANSPORTS,
  lineTransport: 'notifications',

  conversation: (journey, _centre, transport = 'notifications') => {
    const written = eventsOf(journey).map(transport === 'notifications' ? notification : busEvent)
    return disordered(written).join(transport === 'firehose' ? '' : '\n')
  },

  conversationPage: (records) => `${records.join('\n')}\n`,
}

/** Events come in no certain order. */
function disordered(written: readonly string[]): string[] {
  return [...written.filter((_, index) => index % 3 === 1), ...written.filter((_, index) => index % 3 !== 1).reverse()]
}
