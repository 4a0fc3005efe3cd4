import type { Exporter } from '../../exporter.js'
import { agentStateRecords, seenStates } from './agent-states.js'
import { contactRow } from './contact-row.js'
import { contactStates } from './contact-states.js'
import { contactsOf } from './contacts-of.js'
import { adopt } from './ids.js'
import { agentsText, dispositionsText, skillsText } from './lookups.js'
import { iso } from './names.js'
import { seen, settled } from './seen.js'

/** Writes what CXone would export of a centre: contacts, the history of their states, and that of agents. */
export const cxoneExporter: Exporter = {
  adopt,
  seen,
  settled,
  tellsRefusalsByStates: true,
  knowsHeldPartyAbandons: true,
  // Short abandons are not counted.
  platformTarget: ({ outcome, isShort, isInTarget }) =>
    !isShort && (outcome === 'answered' || outcome === 'abandoned') ? isInTarget : null,
  lineTransport: 'lines',

  conversation: (journey, centre, transport, changedAt) =>
    contactsOf(journey)
      .map((contact) => JSON.stringify(contactRow(contact, journey, centre, changedAt ?? null)))
      .join(transport === 'lines' ? '\n' : ',\n'),

  conversationPage: (records, completeUntilMs) => page('contacts', records, completeUntilMs),

  companion: {
    folder: 'contact-state-history',
    record: (journey, transport) =>
      contactsOf(journey)
        .flatMap((contact) => contactStates(contact, journey))
        .map((state) => JSON.stringify(state))
        .join(transport === 'lines' ? '\n' : ',\n'),
    page: (records, completeUntilMs) => page('contactStateHistory', records, completeUntilMs),
  },

  lookups: (centre) => [
    { path: 'agents.json', text: agentsText([...centre.agents, ...centre.supervisors], centre.createdAt) },
    { path: 'skills.json', text: skillsText(centre.queues, centre.createdAt) },
    { path: 'dispositions.json', text: dispositionsText(centre) },
  ],

  renamed: (agents, queues, _centre, atMs) => [
    { path: 'agents-later.json', text: agentsText(agents, atMs) },
    { path: 'skills-later.json', text: skillsText(queues, atMs) },
  ],

  userDetail: (states) => {
    const records = agentStateRecords(states)
    return records.length === 0 ? null : records.join(',\n')
  },

  userDetailPage: (records, completeUntilMs) => page('agentStateHistory', records, completeUntilMs),

  seenStates,
}

function page(list: string, records: readonly string[], completeUntilMs: number): string {
  const filled = records.filter((record) => record !== '')
  return `{"businessUnitId":4599999,"lastPollTime":"${iso(completeUntilMs)}","${list}":[\n${filled.join(',\n')}\n]}\n`
}
