import type { Centre } from '../../centre.js'
import type { Journey, QueueWait, WaitEnd } from '../../journey.js'
import { FLOW_IN, FLOW_OUT, PROVIDERS } from './names.js'
import type { Participant, Segment } from './record.js'
import { Metrics, segment } from './record.js'

/** The stay before the offer that Genesys shows as a segment of its own. */
const DELAY_MS = 15

/** One stay in a queue: nOffered when it begins, tAcd and the metric of its outcome when it ends. */
export function queueParticipant(wait: QueueWait, journey: Journey, centre: Centre): Participant {
  const metrics = new Metrics()
  metrics.emit('nOffered', 1, wait.enteredAt)
  if (wait.end !== null) emitEnd(metrics, wait, wait.end)
  const flowIn = FLOW_IN[wait.cause]
  const flowOut = wait.end?.flowOut ?? null
  return {
    participantId: wait.participantId,
    participantName: centre.queues.find((queue) => queue.id === wait.queueId)?.name ?? '',
    purpose: 'acd',
    sessions: [
      {
        direction: journey.direction,
        mediaType: wait.channel,
        provider: PROVIDERS[wait.channel],
        sessionId: wait.sessionId,
        peerId: journey.customer.sessionId,
        ...(flowIn === undefined ? {} : { flowInType: flowIn }),
        ...(flowOut === null ? {} : { flowOutType: FLOW_OUT[flowOut] }),
        ...(wait.channel === 'message' ? { messageType: 'webmessaging' } : {}),
        ...(wait.channel === 'callback' ? { callbackNumbers: [`tel:${journey.customer.address ?? 'anonymous'}`] } : {}),
        usedRouting: 'Standard',
        segments: segmentsOf(wait),
        metrics: metrics.list(),
      },
    ],
  }
}

function segmentsOf(wait: QueueWait): Segment[] {
  const { queueId, enteredAt, end } = wait
  const waiting = segment('interact', enteredAt, end?.at ?? null, {
    queueId,
    ...(end === null ? {} : { disconnectType: disconnectOf(end, wait) }),
  })
  return wait.channel === 'voice'
    ? [segment('delay', enteredAt - DELAY_MS, enteredAt, { queueId }), waiting]
    : [waiting]
}

function emitEnd(metrics: Metrics, wait: QueueWait, end: WaitEnd): void {
  const waited = end.at - wait.enteredAt
  metrics.emit('tAcd', waited, end.at)
  if (end.outcome === 'abandoned' || isMarkedAbandoned(wait, end)) {
    metrics.emit('tAbandon', waited, end.at)
    if (end.isShort) metrics.emit('tShortAbandon', waited, end.at)
  }
  if (end.outcome === 'flow_out') metrics.emit('tFlowOut', waited, end.at)
}

/** What Genesys writes when a consult to a queue is given up is not documented: here one in two carries tAbandon. */
function isMarkedAbandoned(wait: QueueWait, end: WaitEnd): boolean {
  return end.outcome === 'given_up' && wait.cause === 'consult' && wait.sessionId.charCodeAt(0) % 2 === 0
}

function disconnectOf(end: WaitEnd, wait: QueueWait): string {
  if (end.outcome === 'answered' || end.outcome === 'flow_out') return 'transfer'
  if (end.outcome === 'abandoned') return 'peer'
  return wait.channel === 'message' ? 'sessionExpired' : 'peer'
}
