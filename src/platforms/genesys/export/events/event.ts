import { createHash } from 'node:crypto'

/** An event of a conversation in no envelope. */
export interface ConversationEvent {
  /** The end of its topic, e.g. 'acd.start'. */
  readonly type: string
  readonly at: number
  readonly conversationId: string
  readonly participantId: string
  readonly sessionId: string
  readonly data: Readonly<Record<string, unknown>>
}

/** How long after an event it is sent. */
const LAG_MS = 60

/** As the notification service sends it. */
export function notification(event: ConversationEvent): string {
  return JSON.stringify({ ...content(event), metadata: { CorrelationId: uuidOf(`correlation ${keyOf(event)}`) } })
}

/** In the envelope of Amazon EventBridge. */
export function busEvent(event: ConversationEvent): string {
  return JSON.stringify({
    version: '0',
    id: uuidOf(keyOf(event)),
    'detail-type': `v2.detail.events.conversation.{id}.${event.type}`,
    source: 'aws.partner/genesys.com/cloud/845ed293-7334-5933-bd0e-436bb775fd4f/cxkpi',
    account: '123456789012',
    time: `${new Date(event.at).toISOString().slice(0, 19)}Z`,
    region: 'us-east-1',
    resources: [],
    detail: { ...content(event), timestamp: new Date(event.at + LAG_MS).toISOString() },
  })
}

function content({ type, at, conversationId, participantId, sessionId, data }: ConversationEvent): object {
  return {
    topicName: `v2.detail.events.conversation.${conversationId}.${type}`,
    version: '2',
    eventBody: { eventTime: at, conversationId, participantId, sessionId, ...data },
  }
}

function keyOf({ type, at, conversationId, sessionId }: ConversationEvent): string {
  return `${conversationId} ${sessionId} ${type} ${at}`
}

/** A UUID made of any text: the same text, the same UUID. */
function uuidOf(text: string): string {
  const hash = createHash('md5').update(text).digest('hex')
  return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
