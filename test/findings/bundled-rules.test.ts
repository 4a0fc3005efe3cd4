import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundledProject } from '../../src/config/index.js'
import { recordFindings } from '../../src/findings/index.js'
import type { Row } from '../../src/result.js'
import { buildProject, loadProject } from '../../src/transform/index.js'
import { Workspace } from '../ingest/workspace.js'

const project = loadProject([bundledProject()], { platforms: ['cxone'] })

/** What a user is told of one rule after a build. */
async function found({ warehouse }: Workspace, rule: string): Promise<Row[]> {
  await recordFindings(warehouse, await buildProject(warehouse, await project, { select: [`+${rule}`] }))
  return warehouse.rows(
    `select severity, record_key, observed from meta.findings where rule = $rule and status <> 'resolved'`,
    { rule },
  )
}

/** A contact of CXone that an agent handled. */
function contact(contactId: number, day: string, more: object = {}): object {
  const times = { contactStartDate: `${day}T10:00:00Z`, lastUpdateTime: `${day}T10:05:00Z` }
  const agent = { skillId: 101, agentId: 3002, abandoned: false, isOutbound: false, mediaTypeId: 4 }
  const seconds = { preQueueSeconds: 0, inQueueSeconds: 12, agentSeconds: 90, acwSeconds: 3, totalDurationSeconds: 102 }
  return { contactId, masterContactId: contactId, ...times, ...agent, ...seconds, ...more }
}

const loadContacts = (workspace: Workspace, ...completedContacts: object[]) =>
  workspace.loadOne(`contacts-${completedContacts.length}.json`, JSON.stringify({ completedContacts }))

describe('a build of the bundled models', () => {
  it('says on how many days no customer of those who were handled is known, until one is', async () => {
    const workspace = await Workspace.create()
    const known = contact(1, '2026-03-02', { fromAddress: '+15550001' })
    const [second, third] = [contact(2, '2026-03-03'), contact(3, '2026-03-04')]
    await loadContacts(workspace, known, second, third)
    expect(await found(workspace, 'assert_customers_are_known')).toEqual([
      { severity: 'info', record_key: 'cxone:', observed: '2 days without a known customer' },
    ])
    const others = ['2026-03-03', '2026-03-04'].map((day, index) =>
      contact(4 + index, day, { fromAddress: '+15550002' }),
    )
    await loadContacts(workspace, ...others)
    expect(await found(workspace, 'assert_customers_are_known')).toEqual([])
  })

  it('says of how many contacts of CXone nothing but states was loaded, until they are', async () => {
    const workspace = await Workspace.create()
    const path = join(workspace.folder, 'CONTACT_ACTIVITY_FACT.parquet')
    await workspace.warehouse.run(
      `copy (select 1 as CONTACT_ACTIVITY_KEY, CONTACT_NO, 'u' as CONTACT_ID, 1 as CONTACT_ACTIVITY_SEQUENCE,
        21 as CONTACT_STATE_NO, 3002 as AGENT_NO, 101 as SKILL_NO, timestamp '2026-03-02 10:00:00' as START_TIMESTAMP,
        30.0 as CONTACT_ACTIVITY_DURATION_SECONDS, timestamp '2026-03-02 10:05:00' as _MODIFIED_TIMESTAMP
      from (values (1), (2)) as t (CONTACT_NO)) to '${path}'`,
    )
    await workspace.load(path)
    expect(await found(workspace, 'assert_contacts_of_states_are_loaded')).toEqual([
      { severity: 'warn', record_key: 'cxone:', observed: '2 contacts by states alone' },
    ])
    await loadContacts(workspace, contact(1, '2026-03-02'), contact(2, '2026-03-02'))
    expect(await found(workspace, 'assert_contacts_of_states_are_loaded')).toEqual([])
  })
})
