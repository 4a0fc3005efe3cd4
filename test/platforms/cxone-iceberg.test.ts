import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { TableWriter, type Column } from '../ingest/iceberg/table-writer.js'
import { Workspace } from '../ingest/workspace.js'
import { build } from '../truth/centre.js'

/** A contact as the API has it. */
const CONTACT = {
  contactId: '900719925474010002',
  masterContactId: '900719925474010002',
  contactStartDate: '2026-03-02T10:00:00Z',
  lastUpdateTime: '2026-03-02T10:05:00Z',
  mediaTypeId: 4,
  isOutbound: false,
  skillId: 101,
  agentId: 3002,
  abandoned: false,
  preQueueSeconds: 0,
  inQueueSeconds: 12,
  agentSeconds: 90,
  holdSeconds: 0,
  acwSeconds: 3,
  totalDurationSeconds: 102,
}

const COLUMNS: Readonly<Record<string, readonly (readonly [name: string, type: string])[]>> = {
  AGENT_CONTACT_FACT: [
    ['AGENT_CONTACT_ID', 'string'],
    ['CONTACT_NO', 'long'],
    ['CONTACT_ID', 'string'],
    ['AGENT_NO', 'long'],
    ['SKILL_NO', 'long'],
    ['START_TIMESTAMP', 'timestamp'],
    ['HANDLE_SECONDS', 'decimal(38, 3)'],
    ['HOLD_SECONDS', 'decimal(38, 3)'],
    ['ACW_SECONDS', 'decimal(38, 3)'],
    ['IS_REFUSED_FLAG', 'int'],
    ['_MODIFIED_TIMESTAMP', 'timestamp'],
  ],
  SKILL_DIM: [
    ['SKILL_NO', 'long'],
    ['SKILL_NAME', 'string'],
    ['SKILL_STATUS', 'string'],
    ['SLA_SECONDS', 'int'],
    ['SLA_PERCENT', 'int'],
    ['OUTBOUND_SKILL_FLAG', 'int'],
    ['SHORT_ABANDON_THRESHOLD', 'int'],
    ['VALID_FROM_TIMESTAMP', 'timestamp'],
    ['CURRENT_FLAG', 'int'],
  ],
}

const part = (id: string, agent: number, start: string, handle: string, modified: string): string =>
  `select '${id}' as AGENT_CONTACT_ID, 900719925474010002 as CONTACT_NO, 'uuid' as CONTACT_ID, ${agent}::bigint as AGENT_NO,
    101::bigint as SKILL_NO, timestamp '2026-03-02 ${start}' as START_TIMESTAMP, ${handle}::decimal(38, 3) as HANDLE_SECONDS,
    0::decimal(38, 3) as HOLD_SECONDS, 3::decimal(38, 3) as ACW_SECONDS, 0 as IS_REFUSED_FLAG,
    timestamp '2026-03-02 ${modified}' as _MODIFIED_TIMESTAMP`
const SKILL = `select 101::bigint as SKILL_NO, 'Billing' as SKILL_NAME, 'Active' as SKILL_STATUS, 30 as SLA_SECONDS, 80 as SLA_PERCENT,
    0 as OUTBOUND_SKILL_FLAG, 5 as SHORT_ABANDON_THRESHOLD, timestamp '2026-03-02 00:00:00' as VALID_FROM_TIMESTAMP, 1 as CURRENT_FLAG`

const KPIS = 'select queue_name, handled_count, total_handle_seconds, total_acw_seconds from mrt_daily_queue_kpis'

describe('views of the data share as Iceberg tables', () => {
  it('are agents’ parts and lookups beside contacts, and what a merge took back counts no longer', async () => {
    const workspace = await Workspace.create()
    const tableOf = (name: string): TableWriter => {
      const columns = COLUMNS[name]!.map(([column, type], index): Column => ({ id: index + 1, name: column, type }))
      return new TableWriter(workspace.warehouse, join(workspace.folder, name), columns)
    }
    workspace.write('contacts.json', JSON.stringify({ completedContacts: [CONTACT] }))
    const parts = tableOf('AGENT_CONTACT_FACT')
    await tableOf('SKILL_DIM').append(SKILL)
    const file = await parts.append(
      `${part('b', 3001, '10:00:12', '26.5', '10:05:00')} union all ${part('c', 3002, '10:00:37', '68', '10:05:00')}
      union all ${part('d', 3003, '10:01:45', '1000', '10:05:00')}`,
    )
    const { totals } = await workspace.load()
    expect(totals).toMatchObject({
      refused: 0,
      rejects: 0,
      entities: { contacts: 1, agent_contacts: 3, skills: 1 },
    })
    await build(workspace.warehouse, 'leg', { tests: false })
    expect(await workspace.rows(KPIS)).toEqual([
      { queue_name: 'Billing', handled_count: 3, total_handle_seconds: 1094.5, total_acw_seconds: 9 },
    ])
    // A merge: one part was none, another has another length though nobody touched its stamp.
    await parts.deletePositions([
      [file, 1],
      [file, 2],
    ])
    await parts.append(part('c', 3002, '10:00:37', '60', '10:05:00'))
    await workspace.load()
    await build(workspace.warehouse, 'leg', { tests: false })
    expect(await workspace.rows(KPIS)).toEqual([
      { queue_name: 'Billing', handled_count: 2, total_handle_seconds: 86.5, total_acw_seconds: 6 },
    ])
  })
})
