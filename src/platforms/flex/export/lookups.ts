import type { Agent, Centre, Presence, Queue } from '../../centre.js'
import { iso } from './event.js'
import { sidFrom } from './sids.js'

/** What TaskRouter's activity shows for a presence: being on queue is no activity of its own. */
export const ACTIVITIES: Readonly<Record<Presence, string>> = {
  OFFLINE: 'Offline',
  AVAILABLE: 'Available',
  ON_QUEUE: 'Available',
  BREAK: 'Break',
  MEAL: 'Meal',
  MEETING: 'Meeting',
  TRAINING: 'Training',
  AWAY: 'Away',
}

export function activitySid(name: string): string {
  return sidFrom('WA', name)
}

/** Workers that are still there, as the listing gives them. */
export function workersText(agents: readonly Agent[], updatedAt: number): string {
  const workers = agents
    .filter(({ isActive }) => isActive)
    .map(({ id, name, email, title }) => ({
      sid: id,
      friendly_name: email.split('@')[0],
      activity_sid: activitySid('Offline'),
      activity_name: 'Offline',
      attributes: JSON.stringify({ full_name: name, email, role: title, team_id: 'T1', team_name: 'Contact Centre' }),
      available: false,
      date_created: iso(updatedAt),
      date_updated: iso(updatedAt),
    }))
  return pageText('workers', workers)
}

export function taskQueuesText(queues: readonly Queue[], updatedAt: number): string {
  const entities = queues.map(({ id, name }) => ({
    sid: id,
    friendly_name: name,
    task_order: 'FIFO',
    max_reserved_workers: 1,
    target_workers: '1==1',
    date_created: iso(updatedAt),
    date_updated: iso(updatedAt),
  }))
  return pageText('task_queues', entities)
}

export function activitiesText(centre: Centre): string {
  const names = [...new Set(Object.values(ACTIVITIES))]
  const entities = names.map((name) => ({
    sid: activitySid(name),
    friendly_name: name,
    available: name === 'Available',
    date_created: iso(centre.createdAt),
    date_updated: iso(centre.createdAt),
  }))
  return pageText('activities', entities)
}

function pageText(key: string, entities: readonly unknown[]): string {
  return `${JSON.stringify({ [key]: entities, meta: { key, page: 0, page_size: 1000, next_page_url: null } })}\n`
}
