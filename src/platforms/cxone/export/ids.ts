import type { Agent, Centre, Named, Queue } from '../../centre.js'

/** Contact ids lie beyond 2^53, as the platform's own do. */
const FIRST_CONTACT_ID = 900_719_925_474_099_267n

/** The centre with CXone's numbers for skills, agents and dispositions; a skill has one threshold. */
export function adopt(centre: Centre): Centre {
  const numbered = <T extends Named>(things: readonly T[], first: number): T[] =>
    things.map((thing, index) => ({ ...thing, id: String(first + index) }))
  return {
    ...centre,
    queues: numbered(centre.queues, 101).map((queue) => ({ ...queue, targetsMs: sameForAll(queue.targetsMs.voice) })),
    agents: numbered<Agent>(centre.agents, 3001),
    supervisors: numbered<Agent>(centre.supervisors, 3901),
    wrapUpCodes: numbered(centre.wrapUpCodes, 11),
  }
}

function sameForAll(targetMs: number): Queue['targetsMs'] {
  return { voice: targetMs, callback: targetMs, chat: targetMs, message: targetMs, email: targetMs }
}

/** The contact id that stands for a session: the same for the same session. */
export function contactId(uuid: string): string {
  return String(FIRST_CONTACT_ID + BigInt(`0x${uuid.replaceAll('-', '').slice(0, 14)}`))
}
