import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { conversation, Workspace } from './workspace.js'

const page = JSON.stringify({ conversations: [conversation('a'), conversation('b')] })
const lines = Array.from({ length: 500 }, (_, index) => JSON.stringify(conversation(`c${index}`))).join('\n')

const REFUSED: readonly [what: string, name: string, content: string | Buffer, message: RegExp][] = [
  [
    'a page that ends too early',
    'cut.json',
    page.slice(0, -30),
    /does not parse as JSON: it ends too early at byte \d+, after '/,
  ],
  [
    'a page with a hole',
    'hole.json',
    page.replace('"purpose":"acd"', '"purpose":,'),
    /unexpected text at byte \d+, near '.*"purpose":,/,
  ],
  [
    'a list that ends too early',
    'list.json',
    `[${JSON.stringify(conversation('a'))},`,
    /does not parse as JSON: it ends too early at byte/,
  ],
  [
    'objects one after another of which one is broken',
    'sequence.json',
    `${JSON.stringify(conversation('a'))}{"conversationId":nothing}`,
    /does not parse as JSON: unexpected text at byte \d+/,
  ],
  ['control characters, written as escapes', 'esc.json', '{"conversationId":\u001b[31m}', /near '.*\\u001b\[31m/],
  [
    'a cut-off gzip file',
    'cut.ndjson.gz',
    gzipSync(lines).subarray(0, -200),
    /^its gzip data is cut off: the file is not complete$/,
  ],
  ['a damaged gzip file', 'bad.gz', damaged(gzipSync(lines)), /^its gzip data is damaged/],
  [
    'CSV',
    'a.csv',
    'conversationId,queue,start\n1,2,3\n',
    /^its columns \(conversationId, queue, start\) are of no kind that cxkpi loads$/,
  ],
  ['plain text', 'notes.txt', 'hello\n', /^it is not JSON; it begins 'hello'$/],
  ['damaged Parquet', 'a.parquet', 'PAR1xxxxPAR1', /^it cannot be read: Invalid Input Error: Footer length error/],
  ['a zip archive', 'a.zip', 'PK\u0003\u0004xx', /^its zip archive is damaged or cut off/],
  ['UTF-16', 'a.json', Buffer.from('\ufeff{}', 'utf16le'), /^it is not JSON but text in UTF-16: convert it to UTF-8$/],
  ['HTML', 'a.html', '<html></html>', /^it is not JSON but XML or HTML$/],
  [
    'records of an unknown kind',
    'x.json',
    '[{"colour":"red","size":3}]',
    /^its records \(colour, size\) are of no kind that cxkpi loads$/,
  ],
  [
    'a page of unknown records',
    'y.json',
    '{"entities":[{"colour":"red"}]}',
    /^its records \(colour\) are of no kind that cxkpi loads$/,
  ],
  [
    'a lookup that no KPI reads',
    's.json',
    '{"entities":[{"id":"1","name":"x","selfUri":"/api/v2/routing/skills/1"}]}',
    /^it holds records of \/api\/v2\/routing\/skills, which no KPI reads$/,
  ],
  [
    "an error of the platform's API",
    'e.json',
    '{"message":"no","code":"bad.request","status":400}',
    /^it holds an error answer of the platform's API/,
  ],
  [
    'the status of a job',
    'j.json',
    '{"state":"FULFILLED","submissionDate":"2026-01-01T00:00:00Z"}',
    /^it holds the status of an asynchronous job/,
  ],
  [
    'Singer streams without anything to load',
    't.singer',
    '{"type":"RECORD","stream":"locations","record":{"id":1}}',
    /^its Singer streams \(locations\) hold nothing that cxkpi loads$/,
  ],
  ['one broken brace', 'brace.json', '{', /does not parse as JSON: it ends too early at byte 1/],
]

describe('loadPaths refuses', () => {
  for (const [what, name, content, message] of REFUSED) {
    it(`${what}, says why, and goes on`, async () => {
      const workspace = await Workspace.create()
      workspace.write(name, content)
      workspace.write('good.json', page.replaceAll('"a', '"x').replaceAll('"b', '"y'))
      workspace.write('good-too.json', page)
      const { files, totals } = await workspace.load()
      const refused = files.find(({ path }) => path.endsWith(name))
      expect(refused).toMatchObject({ status: 'refused', entities: {} })
      expect(refused?.message).toMatch(message)
      expect(totals).toMatchObject({ loaded: 2, refused: 1, entities: { conversations: 4 } })
      expect(await workspace.values('select count(*) from meta.files')).toEqual([2])
    })
  }
})

describe('loadPaths takes what is empty', () => {
  const EMPTY: readonly [what: string, content: string, format: string][] = [
    ['a file of no bytes', '', 'empty'],
    ['white space', ' \n\n', 'empty'],
    ['an empty list', '[]', 'empty'],
    ['an answer without its list', '{"totalHits":0}', 'envelope'],
    ['a page with an empty list', '{"conversations":[],"dataAvailabilityDate":"2026-03-02T00:00:00.000Z"}', 'envelope'],
    ['an empty lookup page', '{"entities":[],"pageSize":25,"pageNumber":1,"total":0,"pageCount":0}', 'envelope'],
  ]
  for (const [what, content, format] of EMPTY) {
    it(`${what}: loaded, without records, known the next time`, async () => {
      const workspace = await Workspace.create()
      const file = await workspace.loadOne('empty.json', content)
      expect(file).toMatchObject({ status: 'loaded', format, entities: {}, rejects: 0, message: 'it holds no record' })
      expect((await workspace.load()).files).toMatchObject([{ status: 'known' }])
    })
  }

  it('and keeps the stamp of an empty page', async () => {
    const workspace = await Workspace.create()
    await workspace.loadOne('empty.json', EMPTY[4]![1])
    expect(await workspace.values('select data_available_at from meta.files')).toEqual(['2026-03-02T00:00:00.000Z'])
  })
})

function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  copy.fill(0xaa, copy.length - 400, copy.length - 300)
  return copy
}
