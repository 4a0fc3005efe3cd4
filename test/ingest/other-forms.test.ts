import { describe, expect, it } from 'vitest'
import { conversation, Workspace } from './workspace.js'

const plain = JSON.stringify(conversation('plain'))

/** Records with values of another form than the platform documents. */
const ODD = {
  'text for an object in a list': '{"conversationId":"odd","participants":["text",{"participantId":"p2"}]}',
  'a number for a list': '{"conversationId":"odd","participants":[{"participantId":"p1","sessions":3}]}',
  'a list for an object':
    '{"conversationId":"odd","participants":[{"participantId":"p1","sessions":[{"sessionId":"s1","flow":[1]}]}]}',
  'a field twice': '{"conversationId":"odd","conversationId":"odd too","participants":[]}',
  'no list where one belongs': '{"conversationId":"odd","participants":"none"}',
  'no object': '[1]',
} as const

describe('a page with a record that has', () => {
  it.each(Object.entries(ODD))('%s lands as the same records do line by line', async (_, odd) => {
    const page = await Workspace.create()
    const lines = await Workspace.create()
    const paged = await page.loadOne('export.json', `{"conversations":[${plain},${odd}]}`)
    const listed = await lines.loadOne('export.ndjson', `${plain}\n${odd}\n`)
    expect(paged.status).toBe('loaded')
    expect([paged.entities, paged.rejects]).toEqual([listed.entities, listed.rejects])
    expect(await everything(page)).toEqual(await everything(lines))
  })

  it('lists that no record of the others has lands them', async () => {
    const page = await Workspace.create()
    await page.loadOne('a.json', `{"conversations":[${plain}]}`)
    expect(await page.values('select count(*) from raw.genesys_conversation_evaluations')).toEqual([0])
    const evaluated = JSON.stringify(conversation('evaluated', { evaluations: [{ evaluationId: 'e1' }] }))
    await page.loadOne('b.json', `{"conversations":[${plain},${evaluated}]}`)
    expect(await page.values('select "evaluationId" from raw.genesys_conversation_evaluations')).toEqual(['e1'])
  })
})

/** All of raw and the rejects. */
async function everything(workspace: Workspace): Promise<unknown> {
  const tables = ['conversations', 'participants', 'sessions', 'segments', 'metrics'].map(
    (name) => `raw.genesys_${name}`,
  )
  const rows: unknown[] = []
  for (const table of [...tables, 'raw.payloads', 'meta.rejects']) {
    rows.push(await workspace.rows(`select * from ${table} order by all`))
  }
  return rows
}
