import { beforeAll, describe, expect, it } from 'vitest'
import { exporterOf } from '../../src/platforms/exporters.js'
import type { Metric, Participant, Segment, Session } from '../../src/platforms/genesys/export/record.js'
import { asOf } from '../../src/simulate/as-of.js'
import { makeCentre } from '../../src/simulate/centre.js'
import { tell } from '../../src/simulate/stories/index.js'
import { makeStage } from '../../src/simulate/stories/scene.js'

interface Conversation {
  conversationId: string
  conversationStart: string
  conversationEnd?: string
  originatingDirection: string
  conferenceStart?: string
  participants: Participant[]
}

interface Leg {
  participant: Participant
  session: Session
  values: (name: string) => Metric[]
}

const T = Date.parse('2026-10-20T12:00:00.000Z')
const COUNT = 6000
const closed: Conversation[] = []
const open: Conversation[] = []

beforeAll(() => {
  const centre = makeCentre(11, 0)
  const stage = makeStage(centre, 11)
  for (let index = 0; index < COUNT; index++) {
    const journey = tell(stage, index, T + index * 1009)
    closed.push(JSON.parse(exporterOf('genesys').conversation(journey, centre)) as Conversation)
    open.push(
      JSON.parse(exporterOf('genesys').conversation(asOf(journey, T + index * 1009 + 60_000), centre)) as Conversation,
    )
  }
})

function legs(conversation: Conversation, ...purposes: string[]): Leg[] {
  return conversation.participants
    .filter(({ purpose }) => purposes.includes(purpose))
    .flatMap((participant) =>
      participant.sessions.map((session) => ({
        participant,
        session,
        values: (name: string) => session.metrics.filter((metric) => metric.name === name),
      })),
    )
}

const all = (...purposes: string[]): Leg[] => closed.flatMap((conversation) => legs(conversation, ...purposes))
const sum = (metrics: Metric[]): number => metrics.reduce((total, { value }) => total + value, 0)
const queueOf = ({ segments }: Session): string | undefined =>
  segments.find(({ queueId }) => queueId !== undefined)?.queueId

describe('the metrics of an exported session', () => {
  it('add up to the handle time, to the millisecond', () => {
    for (const { values } of [
      ...all('agent', 'user'),
      ...open.flatMap((conversation) => legs(conversation, 'agent', 'user')),
    ]) {
      const handle = values('tHandle')
      if (handle.length === 0) continue
      expect(handle).toHaveLength(1)
      expect(sum(handle)).toBe(
        ['tTalkComplete', 'tHeldComplete', 'tAcw', 'tContacting', 'tDialing'].reduce(
          (total, name) => total + sum(values(name)),
          0,
        ),
      )
    }
  })

  it('have talk and hold once a segment, and their sums once a session', () => {
    for (const { session, values } of all('agent', 'user')) {
      const lengths = (type: string): number[] =>
        session.segments
          .filter(({ segmentType }) => segmentType === type)
          .map(({ segmentStart, segmentEnd }) => Date.parse(segmentEnd ?? '') - Date.parse(segmentStart))
      expect(values('tTalk').map(({ value }) => value)).toEqual(lengths('interact'))
      expect(values('tHeld').map(({ value }) => value)).toEqual(lengths('hold'))
      expect(sum(values('tTalkComplete'))).toBe(sum(values('tTalk')))
      expect(sum(values('tHeldComplete'))).toBe(sum(values('tHeld')))
    }
  })

  it('name each transfer once as what it was', () => {
    for (const { values } of all('agent', 'user')) {
      expect(values('nTransferred').length).toBe(
        values('nBlindTransferred').length + values('nConsultTransferred').length,
      )
      expect(values('nTransferred').length).toBeLessThanOrEqual(1)
    }
  })

  it('come in whole milliseconds and in the order of their emission', () => {
    for (const { session } of all('agent', 'user', 'acd', 'customer', 'ivr')) {
      expect(session.metrics.every(({ value }) => Number.isInteger(value) && value >= 0)).toBe(true)
      const emitted = session.metrics.map(({ emitDate }) => emitDate)
      expect(emitted).toEqual([...emitted].sort())
    }
  })
})

describe('an exported queue session', () => {
  it('is joined by exactly one agent session where it was answered', () => {
    let answered = 0
    for (const conversation of closed) {
      const taken = new Set<Leg>()
      const agents = legs(conversation, 'agent').filter(({ values }) => values('tAnswered').length > 0)
      for (const { session, values } of legs(conversation, 'acd')) {
        expect(values('nOffered')).toHaveLength(1)
        const [acd] = values('tAcd')
        const isLost = values('tAbandon').length + values('tFlowOut').length > 0
        const matching = agents.filter((agent) => {
          const [metric] = agent.values('tAnswered')
          return (
            !isLost &&
            queueOf(agent.session) === queueOf(session) &&
            metric?.value === acd?.value &&
            Math.abs(Date.parse(metric?.emitDate ?? '') - Date.parse(acd?.emitDate ?? '')) <= 1000
          )
        })
        expect(matching.length).toBeLessThanOrEqual(1)
        for (const agent of matching) {
          expect(taken.has(agent)).toBe(false)
          taken.add(agent)
          answered++
        }
      }
      expect(taken.size).toBe(agents.length)
    }
    expect(answered).toBeGreaterThan(COUNT / 2)
  })

  it('waits from its offer to its end', () => {
    for (const { session, values } of all('acd')) {
      const [offered] = values('nOffered')
      const [acd] = values('tAcd')
      expect(Date.parse(acd?.emitDate ?? '') - Date.parse(offered?.emitDate ?? '')).toBe(acd?.value)
      expect(session.segments.at(-1)?.segmentEnd).toBe(acd?.emitDate)
      for (const name of ['tAbandon', 'tFlowOut'])
        if (values(name).length > 0) expect(sum(values(name))).toBe(acd?.value)
    }
  })

  it('says what kind of flow-out it was exactly where there is one', () => {
    for (const { session, values } of all('acd')) expect('flowOutType' in session).toBe(values('tFlowOut').length > 0)
  })
})

describe('an exported conversation', () => {
  it('ends with its last segment, after-call work included', () => {
    for (const conversation of closed) {
      const ends = conversation.participants.flatMap(({ sessions }) =>
        sessions.flatMap(({ segments }) => segments.map(({ segmentEnd }) => segmentEnd ?? '')),
      )
      expect(conversation.conversationEnd).toBe(ends.sort().at(-1))
    }
  })

  it('has no end while a segment has none, and then nothing from the future', () => {
    const running = open.filter(({ conversationEnd }) => conversationEnd === undefined)
    expect(running.length).toBeGreaterThan(COUNT / 4)
    for (const conversation of running) {
      const segments = conversation.participants.flatMap(({ sessions }) =>
        sessions.flatMap((session): Segment[] => session.segments),
      )
      expect(segments.some(({ segmentEnd }) => segmentEnd === undefined)).toBe(true)
      for (const { participant, session, values } of legs(conversation, 'agent', 'user')) {
        if (session.segments.every(({ segmentEnd }) => segmentEnd !== undefined) || participant.sessions.length > 1)
          continue
        expect(values('tHandle')).toEqual([])
      }
      for (const { session, values } of legs(conversation, 'acd')) {
        if (session.segments.at(-1)?.segmentEnd === undefined) expect(values('tAcd')).toEqual([])
      }
    }
  })

  it('is told with everything that can happen in a centre', () => {
    const has = (test: (leg: Leg) => boolean, ...purposes: string[]): boolean => all(...purposes).some(test)
    const metric = (name: string) => (leg: Leg) => leg.values(name).length > 0
    for (const name of [
      'tNotResponding',
      'nOverSla',
      'nConsult',
      'nConsultTransferred',
      'nBlindTransferred',
      'nOutbound',
      'tContacting',
      'tDialing',
      'tHeld',
      'tAcw',
    ]) {
      expect([name, has(metric(name), 'agent')]).toEqual([name, true])
    }
    for (const name of ['tAbandon', 'tShortAbandon', 'tFlowOut'])
      expect([name, has(metric(name), 'acd')]).toEqual([name, true])
    for (const type of ['voicemail', 'callback', 'acd', 'ivr', 'external']) {
      expect([type, has(({ session }) => session['flowOutType'] === type, 'acd')]).toEqual([type, true])
    }
    for (const media of ['voice', 'callback', 'chat', 'message', 'email']) {
      expect([media, has(({ session }) => session.mediaType === media, 'agent')]).toEqual([media, true])
    }
    const autoAnswered = (leg: Leg): boolean => metric('tAnswered')(leg) && !metric('tAlert')(leg)
    const unconnected = (leg: Leg): boolean => metric('tHandle')(leg) && metric('tNotResponding')(leg)
    const declined = (leg: Leg): boolean =>
      metric('tAlert')(leg) && !metric('tNotResponding')(leg) && !metric('tTalk')(leg)
    for (const test of [autoAnswered, unconnected, declined]) expect(has(test, 'agent')).toBe(true)
    expect(has(({ session }) => session['acwSkipped'] === true, 'agent')).toBe(true)
    expect(has(({ session }) => session['monitoredParticipantId'] !== undefined, 'user')).toBe(true)
    expect(has(metric('tHandle'), 'user')).toBe(true)
    expect(closed.some(({ conferenceStart }) => conferenceStart !== undefined)).toBe(true)
    expect(closed.some((one) => one.originatingDirection === 'outbound' && legs(one, 'acd').length > 0)).toBe(true)
    expect(closed.some((one) => legs(one, 'acd').length === 0 && legs(one, 'ivr').length > 0)).toBe(true)
    expect(
      closed.some(
        (one) => new Set(legs(one, 'acd').map(({ session }) => queueOf(session))).size < legs(one, 'acd').length,
      ),
    ).toBe(true)
    expect(
      closed.some((one) =>
        one.participants.some(
          ({ purpose, sessions }) =>
            purpose === 'agent' && sessions.length > 1 && sessions.every(({ mediaType }) => mediaType === 'message'),
        ),
      ),
    ).toBe(true)
    const sameAgentTwice = (one: Conversation): boolean => {
      const users = legs(one, 'agent')
        .filter(metric('tAnswered'))
        .map(({ participant }) => participant.userId)
      return new Set(users).size < users.length
    }
    expect(closed.some(sameAgentTwice)).toBe(true)
    const campaignAnswered = (leg: Leg): boolean => metric('nOutbound')(leg) && metric('tAnswered')(leg)
    expect(has(campaignAnswered, 'agent')).toBe(true)
    const callback = closed
      .flatMap(({ participants }) => participants)
      .find(({ sessions }) => sessions.length > 1 && sessions[0]?.mediaType === 'callback')
    expect(callback?.sessions[1]).toMatchObject({ mediaType: 'voice', direction: 'outbound' })
  })
})
