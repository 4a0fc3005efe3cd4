import { describe, expect, it } from 'vitest'
import { loadPaths } from '../../src/ingest/index.js'
import { conversation, Workspace } from './workspace.js'

const isNightly = process.env['CXKPI_NIGHTLY'] === '1'
const MEGABYTES = isNightly ? 300 : 40
const TIMEOUT_MS = 300_000

const name = 'x'.repeat(20_000)
const records = Array.from({ length: MEGABYTES * 50 }, (_, index) =>
  JSON.stringify({ ...conversation(`c${String(index).padStart(5, '0')}`), externalTag: `${index}${name}` }),
)
const envelope = (list: readonly string[]) =>
  `{"conversations":[${list.join(',')}],"dataAvailabilityDate":"2026-03-03T00:00:00Z"}`
const TABLES = ['raw.genesys_conversations', 'raw.genesys_segments', 'raw.genesys_metrics', 'raw.payloads']

/** Hashes of the rows of raw, but for the numbers of files. */
async function rowsOf(workspace: Workspace): Promise<unknown[]> {
  const hashes = TABLES.map((table) =>
    workspace.rows(
      `select count(*) as count, bit_xor(hash(t))::varchar as hash from (select * exclude (file_id) from ${table}) as t`,
    ),
  )
  return Promise.all(hashes)
}

describe(`an envelope of ${MEGABYTES} MB in a single line`, () => {
  it(
    'is loaded in less memory than reading it at once takes, with its records, their numbers and its stamp',
    async () => {
      const large = await Workspace.create()
      const path = large.write('page.json', envelope(records))
      const memoryLimit = isNightly ? '850MB' : '300MB'
      const { files } = await loadPaths(large.warehouse, [path], { org: '', memoryLimit })
      expect(files).toMatchObject([{ status: 'loaded', entities: { conversations: records.length }, rejects: 0 }])
      const pages = await Workspace.create()
      for (let from = 0; from < records.length; from += 500) {
        pages.write(`${String(from).padStart(6, '0')}.json`, envelope(records.slice(from, from + 500)))
      }
      await pages.load()
      for (const table of TABLES) {
        await pages.rows(`update ${table} set file_row = file_row + 500 * (file_id - 1)`)
      }
      expect(await rowsOf(large)).toEqual(await rowsOf(pages))
    },
    TIMEOUT_MS,
  )

  it(
    'keeps what is no conversation among the rejects, by its place in the list',
    async () => {
      const workspace = await Workspace.create()
      const list = [...records.slice(0, 3), 'null', '{"participants":[]}', ...records.slice(3)]
      const file = await workspace.loadOne('page.json', envelope(list))
      expect(file).toMatchObject({ status: 'loaded', entities: { conversations: records.length }, rejects: 2 })
      expect(await workspace.values('select file_row from meta.rejects order by 1')).toEqual([4, 5])
    },
    TIMEOUT_MS,
  )

  it(
    'is refused as a whole where one record does not parse',
    async () => {
      const workspace = await Workspace.create()
      const file = await workspace.loadOne('page.json', envelope([...records, '{"conversationId":}']))
      expect(file.status).toBe('refused')
      expect(file.message).toContain('it does not parse as JSON')
      expect(await workspace.values('select count(*) from raw.payloads')).toEqual([0])
    },
    TIMEOUT_MS,
  )
})
