import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { loadPaths } from '../../src/ingest/index.js'
import { conversation, Workspace } from './workspace.js'

const records = Array.from({ length: 40 }, (_, index) =>
  JSON.stringify(conversation(`c${String(index).padStart(2, '0')}`)),
)
const withBroken = [...records.slice(0, 10), '{broken', '{"participants":[]}', ...records.slice(10)]

const FILES: readonly [shape: string, content: string | Buffer][] = [
  ['lines', withBroken.join('\n')],
  ['compressed lines', gzipSync(withBroken.join('\n'))],
  ['a list', `[${[...records.slice(0, 10), 'null', '{"participants":[]}', ...records.slice(10)].join(',\n')}]`],
]

describe.each([
  ['some steps', 3000],
  ['many steps', 1000],
])('a file that takes %s', (_steps, stepBytes) => {
  it.each(FILES)('lands the same as in one step: %s', async (_, content) => {
    const whole = await Workspace.create()
    const cut = await Workspace.create()
    await whole.loadOne('export', content)
    const path = cut.write('export', content)
    const { files } = await loadPaths(cut.warehouse, [path], { org: '', stepBytes })
    expect(files).toMatchObject([{ status: 'loaded', entities: { conversations: 40 }, rejects: 2 }])
    expect(await everything(cut)).toEqual(await everything(whole))
  })

  it('goes into one transaction a file: a folder of them lands the same in small steps', async () => {
    const whole = await Workspace.create()
    const cut = await Workspace.create()
    for (const workspace of [whole, cut]) {
      workspace.write('a.json', `{"conversations":[${records.slice(0, 20).join(',')}]}`)
      workspace.write(
        'b.json',
        `{"conversations":[${records.slice(20, 30).join(',')}]}{"conversations":[${records[30]}]}`,
      )
      workspace.write('c.ndjson', records.slice(30).join('\n'))
    }
    await whole.load()
    const { totals } = await loadPaths(cut.warehouse, [cut.folder], { org: '', stepBytes: 1 })
    expect(totals).toMatchObject({ loaded: 3, records: 41, duplicates: 1, rejects: 0 })
    expect(await everything(cut)).toEqual(await everything(whole))
  })
})

/** All of raw and the rejects, but for the numbers of files, which follow the order of landing. */
async function everything(workspace: Workspace): Promise<unknown> {
  const tables = [
    'raw.genesys_conversations',
    'raw.genesys_sessions',
    'raw.genesys_segments',
    'raw.genesys_metrics',
    'raw.payloads',
    'meta.rejects',
  ]
  const rows: unknown[] = []
  for (const table of tables) rows.push(await workspace.rows(`select * exclude (file_id) from ${table} order by all`))
  return rows
}
