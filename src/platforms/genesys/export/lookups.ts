import type { Agent, Centre, Presence, Queue } from '../../centre.js'
import type { Channel } from '../../journey.js'
import { MEDIA_SETTINGS, iso } from './names.js'

/** A page of a listing, as every listing of the platform comes. */
export function listing(entities: readonly unknown[], pageNumber = 1, pageCount = 1): string {
  return `${JSON.stringify({ entities, pageSize: Math.max(entities.length, 25), pageNumber, total: entities.length, pageCount })}\n`
}

/** Users as the default listing gives them: without those who have left. */
export function userEntities(centre: Centre, version: number): unknown[] {
  return [...centre.agents, ...centre.supervisors]
    .filter((agent) => agent.isActive)
    .map((agent) => userEntity(agent, version))
}

export function userEntity(agent: Agent, version: number): unknown {
  return {
    id: agent.id,
    name: agent.name,
    email: agent.email,
    division: { id: agent.divisionId },
    state: agent.isActive ? 'active' : 'inactive',
    title: agent.title,
    department: 'Contact Centre',
    username: agent.email,
    version,
    acdAutoAnswer: false,
  }
}

export function queueEntity(queue: Queue, createdAt: number, modifiedAt: number): unknown {
  const mediaSettings = Object.fromEntries(
    (Object.keys(MEDIA_SETTINGS) as Channel[]).map((channel) => [
      MEDIA_SETTINGS[channel],
      {
        alertingTimeoutSeconds: queue.alertTimeoutMs / 1000,
        serviceLevel: { percentage: 0.8, durationMs: queue.targetsMs[channel] },
      },
    ]),
  )
  return {
    id: queue.id,
    name: queue.name,
    division: { id: queue.divisionId },
    dateCreated: iso(createdAt),
    dateModified: iso(modifiedAt),
    mediaSettings,
    acwSettings: { wrapupPrompt: 'MANDATORY_TIMEOUT', timeoutMs: 15_000 },
  }
}

export function wrapUpCodeEntities(centre: Centre): unknown[] {
  return centre.wrapUpCodes.map(({ id, name }) => ({
    id,
    name,
    division: { id: '*', name: '' },
    dateCreated: iso(centre.createdAt),
  }))
}

export function divisionEntities(centre: Centre): unknown[] {
  return centre.divisions.map(({ id, name }) => ({ id, name, description: '', homeDivision: name === 'Home' }))
}

const LABELS: Readonly<Record<Presence, string>> = {
  OFFLINE: 'Offline',
  AVAILABLE: 'Available',
  ON_QUEUE: 'On Queue',
  BREAK: 'Break',
  MEAL: 'Meal',
  MEETING: 'Meeting',
  TRAINING: 'Training',
  AWAY: 'Away',
}

export function presenceEntities(centre: Centre): unknown[] {
  return (Object.keys(LABELS) as Presence[]).map((presence) => ({
    id: centre.presences[presence],
    name: '',
    type: 'System',
    languageLabels: { en_US: LABELS[presence] },
    systemPresence: LABELS[presence].replace(' ', ''),
    deactivated: false,
  }))
}
