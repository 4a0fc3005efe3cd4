import type { Agent, Centre, Named, Queue } from '../platforms/centre.js'
import type { Channel } from '../platforms/journey.js'
import { Random } from './random.js'

const QUEUES: readonly [
  name: string,
  channels: readonly Channel[],
  voiceTargetSeconds: number,
  alertSeconds: number,
][] = [
  ['Sales', ['voice', 'callback'], 20, 8],
  ['Support', ['voice', 'callback', 'chat', 'message'], 30, 10],
  ['Billing', ['voice', 'callback', 'email'], 20, 8],
  ['Retention', ['voice', 'chat'], 15, 8],
  ['Technical Desk', ['voice', 'chat', 'email'], 45, 12],
  ['Claims', ['voice', 'callback', 'message'], 30, 8],
  ['Social & Messaging', ['message', 'chat'], 60, 30],
  ['Back Office', ['email', 'voice'], 60, 15],
]

const ZONES = [
  'America/New_York',
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
  'Europe/London',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Australia/Sydney',
]

const FIRST = ['Ada', 'Björn', 'Chloé', 'Dmitri', 'Elif', 'Fatima', 'Gabriel', 'Hana', 'Ines', 'Jack']
const LAST = ['Adams', 'Baker', 'Costa', 'Dietrich', 'Eriksen', 'Fontaine', "O'Neill", 'Nguyen']
const WRAP_UP = ['Resolved', 'Call back later', 'Transferred', 'Refund', 'Complaint', 'Wrong number', 'Information']
const AGENTS = 40
const SUPERVISORS = 3

/** The organisation of a seed: the same seed always has the same queues, people and ids. */
export function makeCentre(seed: number, createdAt: number): Centre {
  const random = new Random(seed, 0xce17)
  const named = (name: string): Named => ({ id: random.uuid(), name })
  const divisions = ['Home', 'Americas', 'Overseas'].map(named)
  const division = (index: number): string => (divisions[index % divisions.length] as Named).id
  const queues = QUEUES.map(([name, channels, seconds, alertSeconds], index): Queue => {
    const targetsMs = { voice: seconds * 1000, callback: 900_000, chat: 45_000, message: 120_000, email: 14_400_000 }
    return { ...named(name), divisionId: division(index), channels, targetsMs, alertTimeoutMs: alertSeconds * 1000 }
  })
  const person = (index: number, title: string): Agent => {
    const name = `${FIRST[index % FIRST.length]} ${LAST[(index * 3 + Math.floor(index / 8)) % LAST.length]}`
    const email = `agent.${index + 1}@example.com`
    const zone = ZONES[index % ZONES.length] as string
    return { ...named(name), email, divisionId: division(index), zone, title, isActive: index % 13 !== 12 }
  }
  return {
    divisions,
    queues,
    agents: Array.from({ length: AGENTS }, (_, index) => person(index, 'Agent')),
    supervisors: Array.from({ length: SUPERVISORS }, (_, index) => person(AGENTS + index, 'Supervisor')),
    wrapUpCodes: WRAP_UP.map(named),
    presences: {
      OFFLINE: random.uuid(),
      AVAILABLE: random.uuid(),
      ON_QUEUE: random.uuid(),
      BREAK: random.uuid(),
      MEAL: random.uuid(),
      MEETING: random.uuid(),
      TRAINING: random.uuid(),
      AWAY: random.uuid(),
    },
    ivrFlow: named('Main Menu'),
    evaluationForm: named('Standard QA'),
    campaign: named('Renewals'),
    createdAt,
  }
}

/** The agents who may be offered work of a queue: two of five, never the same set twice. */
export function membersOf(centre: Centre, queueIndex: number): readonly Agent[] {
  return centre.agents.filter((_, index) => (index + queueIndex * 2) % 5 < 2 || index % 8 === queueIndex)
}
