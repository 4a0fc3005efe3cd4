import type { AgentPart, CallbackCall, Journey } from '../../journey.js'
import { dialMs, emitDial, emitHandle, emitTalk } from './agent-metrics.js'
import { workSegments } from './agent-segments.js'
import { PROVIDERS } from './names.js'
import type { Session } from './record.js'
import { Metrics } from './record.js'

/** The call inside a callback: its own talk and dialing, and the participant's after-call work once more. */
export function callSession(call: CallbackCall, part: AgentPart, journey: Journey): Session {
  const isLast = call === part.calls.at(-1)
  const asOutbound: AgentPart = {
    ...part,
    sessionId: call.sessionId,
    channel: 'voice',
    direction: 'outbound',
    alert: null,
    acceptedAt: null,
    waitSessionId: null,
    dialing: call.dialing,
    stretches: call.talk === null ? [] : [{ ...call.talk, kind: 'talk', isConference: false }],
    acw: isLast ? part.acw : null,
    consultedAt: [],
    transfer: null,
    calls: [],
  }
  const metrics = new Metrics()
  emitDial(metrics, asOutbound)
  const talkedMs = emitTalk(metrics, asOutbound)
  if (isOver(asOutbound)) emitHandle(metrics, asOutbound, talkedMs + dialMs(asOutbound))
  return {
    direction: 'outbound',
    mediaType: 'voice',
    provider: PROVIDERS.voice,
    sessionId: call.sessionId,
    peerId: journey.customer.sessionId,
    segments: workSegments(asOutbound),
    metrics: metrics.list(),
  }
}

function isOver(part: AgentPart): boolean {
  return [part.dialing, ...part.stretches].every((stretch) => stretch === null || stretch.to !== null)
}
