import type { Agent, Centre, Queue } from '../../centre.js'
import { iso } from './names.js'

export function skillsText(queues: readonly Queue[], changedAt: number): string {
  const skills = queues.map(({ id, name, targetsMs }) => ({
    skillId: Number(id),
    skillName: name,
    mediaTypeId: 4,
    mediaTypeName: 'Phone Call',
    isActive: true,
    isOutbound: false,
    serviceLevelThreshold: targetsMs.voice / 1000,
    serviceLevelGoal: 80,
    lastUpdated: iso(changedAt),
  }))
  return page('skills', skills)
}

export function agentsText(agents: readonly Agent[], changedAt: number): string {
  const rows = agents
    .filter(({ isActive }) => isActive)
    .map(({ id, name, email, isActive }) => {
      const [firstName, ...names] = name.split(' ')
      return {
        agentId: Number(id),
        userName: email,
        firstName,
        lastName: names.join(' '),
        email,
        isActive,
        teamId: 21,
        teamName: 'Contact Centre',
        lastModified: iso(changedAt),
      }
    })
  return page('agents', rows)
}

export function dispositionsText({ wrapUpCodes }: Centre): string {
  const rows = wrapUpCodes.map(({ id, name }) => ({ dispositionId: Number(id), dispositionName: name, isActive: true }))
  return page('dispositions', rows)
}

function page(list: string, rows: readonly unknown[]): string {
  return `${JSON.stringify({ businessUnitId: 4599999, totalRecords: rows.length, [list]: rows })}\n`
}
