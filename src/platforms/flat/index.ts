import type { JsonObject, Platform } from '../platform.js'
import { conversations } from './conversations.js'
import { personal } from './personal.js'

/** The flat table of a warehouse: one row a conversation, or one row a conversation and queue. */
export const flat: Platform = {
  name: 'flat',
  personal,
  entities: [conversations],
  envelopeFields: [],
  isEmptyAnswer: () => false,
  explain: explainIncomplete,
}

function explainIncomplete(document: JsonObject): string | undefined {
  const names = new Set(Object.keys(document).map((name) => name.replaceAll('_', '').toLowerCase()))
  if (!names.has('conversationid') || !names.has('handleseconds')) return undefined
  return 'it looks like a flat table of conversations, but has no start_time'
}
