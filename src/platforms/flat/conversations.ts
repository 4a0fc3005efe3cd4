import type { Entity, JsonObject } from '../platform.js'

const COLUMNS = [
  'conversation_id',
  'start_time',
  'end_time',
  'channel',
  'queue_id',
  'queue_name',
  'agent_id',
  'agent_name',
  'handle_seconds',
  'talk_seconds',
  'hold_seconds',
  'acw_seconds',
  'abandoned',
  'transferred',
  'wrapup_code',
  'ingested_at',
] as const

/** Without these a row is no conversation. */
const REQUIRED = ['conversationid', 'starttime']
/** At least one of these tells such a row from records of other platforms. */
const TELLING = ['handleseconds', 'talkseconds', 'acwseconds', 'abandoned', 'wrapupcode', 'ingestedat']

/** Rows of conversations, as a warehouse keeps them. */
export const conversations: Entity = {
  name: 'conversations',
  table: 'flat_conversations',
  keyField: 'conversation_id',
  conversationColumns: ['conversation_id'],
  listFields: [],
  shape: Object.fromEntries(COLUMNS.map((name) => [name, 'VARCHAR'])),
  typed: {
    table: 'flat_typed_conversations',
    landing: 'typed_conversations',
    fields: {
      start_time: 'TIMESTAMPTZ',
      end_time: 'TIMESTAMPTZ',
      handle_seconds: 'DOUBLE',
      talk_seconds: 'DOUBLE',
      hold_seconds: 'DOUBLE',
      acw_seconds: 'DOUBLE',
      abandoned: 'BOOLEAN',
      transferred: 'BOOLEAN',
      ingested_at: 'TIMESTAMPTZ',
    },
  },
  otherFields: [],
  matches: isConversationRow,
  isTabular: true,
}

function isConversationRow(record: JsonObject): boolean {
  const names = new Set(Object.keys(record).map((name) => name.replace(/[\s_-]/g, '').toLowerCase()))
  return REQUIRED.every((name) => names.has(name)) && TELLING.some((name) => names.has(name))
}
