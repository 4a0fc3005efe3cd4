import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unpackArchive } from '../../src/ingest/archive.js'
import { inspectPath, openRelation } from '../../src/ingest/index.js'
import { Spool } from '../../src/ingest/spool.js'
import { conversation, Workspace } from './workspace.js'
import { zip, type Member } from './zip.js'

const page = (...ids: string[]) => JSON.stringify({ conversations: ids.map((id) => conversation(id)) })
const lines = (...ids: string[]) => ids.map((id) => `${JSON.stringify(conversation(id))}\n`).join('')
const csv = 'conversation_id,start_time,handle_seconds\nf1,2026-03-02T10:00:00Z,12\n'

let spools: string
const before = process.env['TMPDIR']

beforeAll(() => {
  spools = mkdtempSync(join(tmpdir(), 'spools-'))
})

afterAll(() => {
  rmSync(spools, { recursive: true })
})

/** Loads one archive, whose spool must be gone afterwards. */
async function loadArchive(workspace: Workspace, content: Buffer, name = 'export.zip') {
  const path = workspace.write(name, content)
  process.env['TMPDIR'] = spools
  try {
    const { files } = await workspace.load(path)
    return files.map((file) => ({ ...file, path: file.path.slice(workspace.folder.length + 1) }))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
    expect(readdirSync(spools)).toEqual([])
  }
}

describe('a zip archive', () => {
  it('is its files, by their own names in the ledger, whatever their formats and folders', async () => {
    const workspace = await Workspace.create()
    const files = await loadArchive(
      workspace,
      zip([
        { name: 'day 1/', content: '', method: 0 },
        { name: 'day 1/page.json', content: page('c1', 'c2') },
        { name: 'day 1/more/lines.ndjson.gz', content: gzipSync(lines('c3')), method: 0 },
        { name: 'day 1/table.csv', content: csv },
        { name: '.DS_Store', content: 'left out' },
        { name: '__MACOSX/day 1/._page.json', content: 'left out' },
      ]),
    )
    expect(files).toMatchObject([
      { path: 'export.zip!day 1/page.json', status: 'loaded', entities: { conversations: 2 } },
      { path: 'export.zip!day 1/more/lines.ndjson.gz', status: 'loaded', compression: 'gzip' },
      { path: 'export.zip!day 1/table.csv', status: 'loaded', platform: 'flat' },
    ])
    expect(await workspace.values('select "conversationId" from raw.genesys_conversations order by 1')).toEqual([
      'c1',
      'c2',
      'c3',
    ])
    expect(await workspace.values(`select count(*) from meta.files where path like '%export.zip!day 1/%'`)).toEqual([3])
  })

  it('is told by its content, and its files are known where they were loaded before', async () => {
    const workspace = await Workspace.create()
    await workspace.loadOne('page.json', page('c1'))
    const files = await loadArchive(
      workspace,
      zip([
        { name: 'page.json', content: page('c1') },
        { name: 'page.json', content: page('c2') },
      ]),
      'no extension',
    )
    expect(files).toMatchObject([
      { path: 'no extension!page.json', status: 'known' },
      { path: 'no extension!page.json (2)', status: 'loaded' },
    ])
  })

  it('keeps the names of rejects, of which each is back to its file and line', async () => {
    const workspace = await Workspace.create()
    await loadArchive(workspace, zip([{ name: 'lines.ndjson', content: `${lines('c1')}{"conversationId": tru\n` }]))
    const [reject] = await workspace.rows(
      `select path, file_row, reason from meta.rejects join meta.files using (file_id)`,
    )
    expect(reject).toMatchObject({ path: join(workspace.folder, 'export.zip!lines.ndjson'), file_row: 2 })
  })

  it('can be inspected and queried', async () => {
    const workspace = await Workspace.create()
    const path = workspace.write('export.zip', zip([{ name: 'lines.ndjson', content: lines('c1', 'c2') }]))
    expect(await inspectPath(workspace.warehouse, path, {})).toMatchObject([
      { path: `${path}!lines.ndjson`, platform: 'genesys', rows: 2 },
    ])
    const relation = await openRelation(workspace.warehouse, path, {})
    expect(await workspace.values(`select count(*) from (${relation.sql})`)).toEqual([2])
    await relation.close()
  })
})

describe('a hostile archive', () => {
  it('makes no file outside the spool, whatever its files are called', async () => {
    const workspace = await Workspace.create()
    const names = [
      '../../outside.json',
      '/tmp/cxkpi-absolute.json',
      '..\\windows.json',
      'C:\\drive.json',
      'red \u001b[31m\n name.json',
      `${'long'.repeat(500)}.json`,
    ]
    const members = names.map((name, index) => ({ name, content: page(`c${index}`) }))
    const files = await loadArchive(workspace, zip(members))
    expect(files.map(({ status }) => status)).toEqual(names.map(() => 'loaded'))
    expect(files[0]!.path).toBe('export.zip!../../outside.json')
    expect(existsSync(join(dirname(spools), 'outside.json'))).toBe(false)
    expect(existsSync(join(dirname(workspace.folder), 'outside.json'))).toBe(false)
    expect(existsSync('/tmp/cxkpi-absolute.json')).toBe(false)
    expect(readdirSync(workspace.folder)).toEqual(['export.zip'])
  })

  const good: Member = { name: 'good.json', content: page('c1') }
  const whole = zip([good, { name: 'b.json', content: page('c2') }])
  const damaged = Buffer.from(whole)
  damaged.fill(0xff, 60, 70)

  it.each<[what: string, content: Buffer, refusals: (string | undefined)[]]>([
    ['is encrypted', zip([good, { name: 'x.json', content: 'secret', isEncrypted: true }]), ['it is an encrypted zip']],
    ['is cut off', whole.subarray(0, whole.length - 30), ['is damaged or cut off']],
    ['ends after its first bytes', whole.subarray(0, 5), ['is damaged or cut off']],
    ['holds nothing', zip([]), ['without a file to load']],
    ['is a workbook', zip([{ name: '[Content_Types].xml', content: '<x/>' }, good]), ['save it as CSV']],
    ['has one damaged file', damaged, ['is damaged or cut off', undefined]],
    ['has a file of another checksum', zip([{ ...good, sum: 1 }]), ['its checksum is another one']],
    [
      'has a file packed otherwise',
      zip([{ name: 'x.json', content: 'x', method: 12 }, good]),
      ['method 12', undefined],
    ],
    ['has an archive inside', zip([{ name: 'in.zip', content: whole }, good]), ['unpack it first', undefined]],
    ['has a file longer than it says', zip([{ ...good, statedSize: 10 }]), ['too many bytes']],
  ])('that %s is refused with a sentence', async (_what, content, refusals) => {
    const workspace = await Workspace.create()
    const files = await loadArchive(workspace, content)
    expect(files.map(({ status }) => status)).toEqual(
      refusals.map((each) => (each === undefined ? 'loaded' : 'refused')),
    )
    refusals.forEach((each, index) => {
      if (each !== undefined) expect(files[index]!.message).toContain(each)
    })
  })

  it('that fails before the disk takes the first of it is refused with the same sentence', async () => {
    class SlowSpool extends Spool {
      override async write(content: AsyncIterable<Buffer>) {
        await setTimeout(50)
        return super.write(content)
      }
    }
    const workspace = await Workspace.create()
    const location = workspace.write('export.zip', zip([{ name: 'a.json', content: page('c1'), statedSize: 10 }]))
    const files = await unpackArchive(
      { path: 'export.zip', location, size: 500 },
      new SlowSpool(new AbortController().signal),
    )
    expect(files).toMatchObject([
      { path: 'export.zip!a.json', refusal: expect.stringContaining('too many bytes') as string },
    ])
  })
})

describe('a decompression bomb', () => {
  const BYTES = 70 << 20
  const zeros = gzipSync(Buffer.alloc(BYTES, ' '))
  // Of zstd: the magic number, a window of 128 kB, then blocks of 128 kB that repeat one byte.
  const block = Buffer.from([0x02 | (131072 << 3), ((131072 << 3) >> 8) & 0xff, (131072 << 3) >> 16, 0x20])
  const zstd = (blocks: number) =>
    Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38]), ...Array<Buffer>(blocks).fill(block)])

  it.each<[what: string, name: string, content: Buffer]>([
    ['gzip', 'bomb.json.gz', zeros],
    ['gzip behind a record', 'bomb.ndjson.gz', Buffer.concat([gzipSync(lines('c1')), zeros])],
    ['zstd', 'bomb.json.zst', zstd(BYTES >> 17)],
    ['zstd, larger than memory', 'bomb.json.zst', zstd(400_000)],
    ['zip', 'bomb.zip', zip([{ name: 'a', content: Buffer.alloc(BYTES) }])],
    ['zip whose files lie', 'bomb.zip', zip([{ name: 'a', content: page('c1'), statedSize: 0xfffffff0 }])],
    ['gzip in a zip', 'bomb.zip', zip([{ name: 'a.gz', content: zeros, method: 0 }])],
  ])('of %s is refused, and nothing of it lands', async (_what, name, content) => {
    const workspace = await Workspace.create()
    const [file] = await loadArchive(workspace, content, name)
    expect(file).toMatchObject({ status: 'refused' })
    expect(file!.message).toContain('unpacks to more than 200 times its size')
    expect(await workspace.values('select count(*) from raw.payloads')).toEqual([0])
  })

  it('is not what repeats itself within reason', async () => {
    const workspace = await Workspace.create()
    const text = Array.from({ length: 20_000 }, (_, index) => lines(`c${index}`)).join('')
    const [file] = await loadArchive(workspace, gzipSync(text), 'lines.ndjson.gz')
    expect(file).toMatchObject({ status: 'loaded', entities: { conversations: 20_000 } })
  })
})
