import type { Centre } from '../../centre.js'
import type { IvrVisit, Journey, Recording } from '../../journey.js'
import { PROVIDERS } from './names.js'
import type { Participant } from './record.js'
import { Metrics, segment } from './record.js'

/** The customer's side: one session from the first ring to the hang-up. */
export function customerParticipant(journey: Journey, centre: Centre): Participant {
  const { customer, startedAt } = journey
  const metrics = new Metrics()
  const lastQueueId = journey.waits.at(-1)?.queueId ?? journey.parts.find((part) => part.queueId !== null)?.queueId
  const queue = lastQueueId == null ? {} : { queueId: lastQueueId }
  const left = customer.leftAt === null ? {} : { disconnectType: customer.hungUp ? 'endpoint' : 'peer' }
  const isDialed = journey.direction === 'outbound'
  const segments = []
  if (customer.connectedAt === null) {
    segments.push(segment(isDialed ? 'dialing' : 'system', startedAt, customer.leftAt, { ...left }))
  } else {
    if (customer.connectedAt > startedAt)
      segments.push(segment(isDialed ? 'dialing' : 'system', startedAt, customer.connectedAt))
    const subject = journey.channel === 'email' ? { subject: `Re: order ${journey.id.slice(0, 6)}` } : {}
    segments.push(segment('interact', customer.connectedAt, customer.leftAt, { ...queue, ...left, ...subject }))
    metrics.emit('nConnected', 1, customer.connectedAt)
    if (customer.leftAt !== null) metrics.emit('tConnected', customer.leftAt - customer.connectedAt, customer.leftAt)
  }
  if (customer.dialerDisposition !== null) metrics.emit('nOutboundAttempted', 1, startedAt)
  if (customer.dialerDisposition === 'person' && customer.connectedAt !== null)
    metrics.emit('nOutboundConnected', 1, customer.connectedAt)
  const dialer =
    customer.dialerDisposition === null
      ? {}
      : {
          dispositionName: `disposition.classification.callable.${customer.dialerDisposition}`,
          outboundCampaignId: centre.campaign.id,
          outboundContactId: `c-${customer.name.slice(9)}`,
        }
  const message = journey.channel === 'message' ? { messageType: 'webmessaging' } : {}
  return {
    participantId: customer.participantId,
    participantName: customer.name,
    purpose: journey.isRouted ? 'customer' : 'external',
    ...(journey.ivrs.length > 0
      ? { attributes: { 'ivr.Language': 'en-us', 'Customer Segment': customer.name.endsWith('7') ? 'gold' : '' } }
      : {}),
    sessions: [
      {
        ani: `tel:${customer.address ?? 'anonymous'}`,
        direction: journey.direction,
        mediaType: journey.channel,
        provider: PROVIDERS[journey.channel],
        sessionId: customer.sessionId,
        ...message,
        ...dialer,
        segments,
        metrics: metrics.list(),
      },
    ],
  }
}

export function ivrParticipant(visit: IvrVisit, journey: Journey, centre: Centre): Participant {
  const metrics = new Metrics()
  const talkingFrom = visit.from + 20
  metrics.emit('nFlow', 1, talkingFrom)
  const isTransfer = visit.exit === 'queue'
  if (visit.to !== null) {
    const spent = visit.to - talkingFrom
    metrics.emit('tIvr', spent, visit.to)
    metrics.emit('tFlow', spent, visit.to)
    metrics.emit(isTransfer ? 'tFlowExit' : 'tFlowDisconnect', spent, visit.to)
  }
  const exit =
    visit.exit === null
      ? {}
      : { exitReason: isTransfer ? 'TRANSFER' : visit.exit === 'hung_up' ? 'DISCONNECT' : 'FLOW_DISCONNECT' }
  const disconnect =
    visit.exit === null
      ? {}
      : { disconnectType: isTransfer ? 'transfer' : visit.exit === 'hung_up' ? 'peer' : 'client' }
  return {
    participantId: visit.participantId,
    participantName: centre.ivrFlow.name,
    purpose: 'ivr',
    sessions: [
      {
        direction: journey.direction,
        mediaType: 'voice',
        provider: 'Edge',
        sessionId: visit.sessionId,
        peerId: journey.customer.sessionId,
        flow: {
          flowId: centre.ivrFlow.id,
          flowName: centre.ivrFlow.name,
          flowType: 'INBOUNDCALL',
          flowVersion: '3.0',
          entryType: 'dnis',
          ...exit,
          ...(isTransfer ? { transferType: 'ACD' } : {}),
        },
        segments: [segment('system', visit.from, talkingFrom), segment('ivr', talkingFrom, visit.to, disconnect)],
        metrics: metrics.list(),
      },
    ],
  }
}

export function voicemailParticipant(recording: Recording, journey: Journey): Participant {
  const metrics = new Metrics()
  if (recording.to !== null) metrics.emit('tVoicemail', recording.to - recording.from, recording.to)
  const disconnect = recording.to === null ? {} : { disconnectType: 'peer' }
  return {
    participantId: recording.participantId,
    purpose: 'voicemail',
    sessions: [
      {
        direction: journey.direction,
        mediaType: 'voice',
        provider: 'Edge',
        sessionId: recording.sessionId,
        peerId: journey.customer.sessionId,
        segments: [segment('interact', recording.from, recording.to, { queueId: recording.queueId, ...disconnect })],
        metrics: metrics.list(),
      },
    ],
  }
}
