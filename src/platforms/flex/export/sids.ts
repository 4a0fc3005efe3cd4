import { createHash } from 'node:crypto'
import type { Agent, Centre } from '../../centre.js'

/** A sid of an id that is a UUID: two letters and 32 hexadecimal digits. */
export function sidOf(prefix: string, id: string): string {
  return prefix + id.replaceAll('-', '')
}

/** A sid made of any text: the same text, the same sid. */
export function sidFrom(prefix: string, text: string): string {
  return prefix + createHash('md5').update(text).digest('hex')
}

/** The centre with ids as Flex has them. */
export function adopt(centre: Centre): Centre {
  const worker = (agent: Agent): Agent => ({ ...agent, id: sidOf('WK', agent.id) })
  return {
    ...centre,
    queues: centre.queues.map((queue) => ({ ...queue, id: sidOf('WQ', queue.id) })),
    agents: centre.agents.map(worker),
    supervisors: centre.supervisors.map(worker),
  }
}
