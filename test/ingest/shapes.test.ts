import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { conversation, Workspace } from './workspace.js'

const A = conversation('a')
const B = conversation('b')
const one = (value: unknown): string => JSON.stringify(value)
const pretty = (value: unknown): string => JSON.stringify(value, null, 2)
const singer = (record: unknown): string => one({ type: 'RECORD', stream: 'conversation', record: snakeCased(record) })

const SHAPES: readonly { shape: string; format: string; text: string; rows?: number[] }[] = [
  { shape: 'a page of a query', format: 'envelope', text: one({ conversations: [A, B], totalHits: 2 }) },
  { shape: 'a page written over many lines', format: 'envelope', text: pretty({ conversations: [A, B] }) },
  { shape: 'a page whose list comes last', format: 'envelope', text: one({ totalHits: 2, conversations: [A, B] }) },
  {
    shape: 'pages one a line',
    format: 'envelope',
    text: `${one({ conversations: [A] })}\n${one({ conversations: [B] })}`,
  },
  { shape: 'pages in a list', format: 'envelope', text: one([{ conversations: [A] }, { conversations: [B] }]) },
  { shape: 'a bare list', format: 'array', text: one([A, B]) },
  { shape: 'a list written over many lines', format: 'array', text: pretty([A, B]) },
  { shape: 'NDJSON', format: 'ndjson', text: `${one(A)}\n${one(B)}\n` },
  { shape: 'NDJSON without a last line end', format: 'ndjson', text: `${one(A)}\n${one(B)}` },
  { shape: 'NDJSON from Windows', format: 'ndjson', text: `${one(A)}\r\n${one(B)}\r\n` },
  { shape: 'NDJSON with empty lines', format: 'ndjson', text: `\n${one(A)}\n\n  \n${one(B)}\n\n`, rows: [2, 5] },
  { shape: 'NDJSON with spaces inside', format: 'ndjson', text: `${one(A).replaceAll('":', '": ')}\n${one(B)}\n` },
  { shape: 'NDJSON with a byte-order mark', format: 'ndjson', text: `\ufeff${one(A)}\n${one(B)}\n` },
  { shape: 'a page with a byte-order mark', format: 'envelope', text: `\ufeff${one({ conversations: [A, B] })}` },
  { shape: 'a list with a byte-order mark', format: 'array', text: `\ufeff${one([A, B])}` },
  { shape: 'objects without anything between', format: 'concatenated', text: one(A) + one(B) },
  { shape: 'objects over many lines one after another', format: 'concatenated', text: `${pretty(A)}\n${pretty(B)}\n` },
  {
    shape: 'Singer messages',
    format: 'singer',
    text: [
      one({ type: 'SCHEMA', stream: 'conversation', schema: {} }),
      singer(A),
      one({ type: 'STATE', value: {} }),
      singer(B),
    ].join('\n'),
    rows: [2, 4],
  },
]

describe('loadPaths takes conversation details', () => {
  for (const { shape, format, text, rows } of SHAPES) {
    for (const [name, content] of namesAndContents(text)) {
      it(`from ${shape}, called ${name}`, async () => {
        const workspace = await Workspace.create()
        const file = await workspace.loadOne(name, content)
        expect(file).toMatchObject({
          status: 'loaded',
          format,
          entities: { conversations: 2 },
          rejects: 0,
          unknownFields: [],
        })
        expect(
          await workspace.rows('select "conversationId" as id, file_row from raw.genesys_conversations order by id'),
        ).toEqual([
          { id: 'a', file_row: rows?.[0] ?? 1 },
          { id: 'b', file_row: rows?.[1] ?? 2 },
        ])
        expect(await everything(workspace)).toEqual(await everythingOfNdjson())
      })
    }
  }

  it('from lines with one object and lines with several', async () => {
    const workspace = await Workspace.create()
    const [c, d] = ['c', 'd'].map((id) => one(conversation(id)))
    const file = await workspace.loadOne('firehose', `${one(A)}\n${one(B)}${c}\n${d}\n`)
    expect(file).toMatchObject({ format: 'concatenated', entities: { conversations: 4 }, rejects: 0 })
    expect(await workspace.values('select "conversationId" from raw.genesys_conversations order by file_row')).toEqual([
      ...'abcd',
    ])
  })

  it('from one object', async () => {
    const workspace = await Workspace.create()
    expect(await workspace.loadOne('one.json', pretty(A))).toMatchObject({
      format: 'object',
      entities: { conversations: 1 },
    })
  })
})

function namesAndContents(text: string): [string, string | Buffer][] {
  return [
    ['export.json', text],
    ['export', gzipSync(text)],
    ['export.json.gz', gzipSync(text)],
  ]
}

/** Everything that was landed of a file but its places: the same for every shape, hashes included. */
async function everything(workspace: Workspace): Promise<unknown> {
  const tables = ['conversations', 'participants', 'sessions', 'segments', 'metrics']
  const rows: unknown[] = []
  for (const table of tables) {
    rows.push(
      await workspace.rows(`select * exclude (load_id, file_id, file_row) from raw.genesys_${table} order by all`),
    )
  }
  rows.push(await workspace.rows('select payload from raw.payloads order by all'))
  return rows
}

let expected: unknown

async function everythingOfNdjson(): Promise<unknown> {
  if (expected === undefined) {
    const workspace = await Workspace.create()
    await workspace.loadOne('expected.ndjson', `${one(A)}\n${one(B)}\n`)
    expected = await everything(workspace)
  }
  return expected
}

function snakeCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCased)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      key === 'attributes' ? inner : snakeCased(inner),
    ]),
  )
}
