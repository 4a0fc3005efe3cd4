import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { silentEffects } from '../../src/effects.js'
import { createSchema, loadPaths } from '../../src/ingest/index.js'
import { SCHEMA_VERSION } from '../../src/ingest/schema-version.js'
import { Warehouse } from '../../src/warehouse/index.js'
import { conversation, Workspace } from './workspace.js'

const one = (value: unknown): string => JSON.stringify(value)

describe('the ledger', () => {
  it('knows a file by its content and skips it, whatever it is called', async () => {
    const workspace = await Workspace.create()
    const path = workspace.write('a.json', one([conversation('a')]))
    await workspace.load(path)
    const again = await workspace.load(path)
    expect(again.files).toMatchObject([{ status: 'known', message: 'loaded before', entities: {} }])
    workspace.write('b.json', one([conversation('a')]))
    const copies = await workspace.load()
    expect(copies.files.map(({ status, message }) => [status, message])).toEqual([
      ['known', 'loaded before'],
      ['known', `the same content as ${path}`],
    ])
    expect(await workspace.values('select count(*) from raw.genesys_conversations')).toEqual([1])
  })

  it('lands two equal files of one load once', async () => {
    const workspace = await Workspace.create()
    workspace.write('a.json', one([conversation('a')]))
    workspace.write('b.json', one([conversation('a')]))
    expect((await workspace.load()).files.map(({ status }) => status)).toEqual(['loaded', 'known'])
  })

  it('refuses the copy of a file that it refused', async () => {
    const workspace = await Workspace.create()
    workspace.write('a.json', '{"conversations":[{"conversationId":"a"},{"conversationId":nothing}]}')
    workspace.write('b.json', '{"conversations":[{"conversationId":"a"},{"conversationId":nothing}]}')
    const { files } = await workspace.load()
    expect(files.map(({ status }) => status)).toEqual(['refused', 'refused'])
    expect(files[1]?.message).toMatch(/^it does not parse as JSON: unexpected text at byte 59/)
  })

  it('takes the same file for another organisation', async () => {
    const workspace = await Workspace.create()
    const path = workspace.write('a.json', one([conversation('a')]))
    await workspace.load(path, 'north')
    const south = await workspace.load(path, 'south')
    expect(south.files).toMatchObject([{ status: 'loaded', duplicates: 0 }])
    expect(await workspace.values('select org_id from raw.genesys_conversations order by 1')).toEqual([
      'north',
      'south',
    ])
  })

  it('takes new content under a known path as a new version', async () => {
    const workspace = await Workspace.create()
    await workspace.loadOne('a.json', one([conversation('a')]))
    const file = await workspace.loadOne(
      'a.json',
      one([conversation('a', { conversationEnd: '2026-03-02T11:00:00.000Z' })]),
    )
    expect(file).toMatchObject({ status: 'loaded', duplicates: 0 })
    expect(await workspace.values('select file_id from raw.genesys_conversations order by 1')).toEqual([1, 2])
  })

  it('counts a record as a duplicate when its key and its content came before, in the file or in another', async () => {
    const workspace = await Workspace.create()
    workspace.write('1.json', one([conversation('a'), conversation('b'), conversation('a')]))
    workspace.write('2.ndjson', `${one(conversation('b'))}\n${one(conversation('c'))}\n`)
    const first = await workspace.load()
    expect(first.files.map(({ duplicates }) => duplicates)).toEqual([1, 1])
    const second = await workspace.loadOne('3.json', one({ conversations: [conversation('c'), conversation('d')] }))
    expect(second).toMatchObject({ duplicates: 1, entities: { conversations: 2 } })
    expect(await workspace.values('select duplicate_count from meta.files order by file_id')).toEqual([1, 1, 1])
  })

  it('says what each load and each file brought', async () => {
    const workspace = await Workspace.create()
    workspace.write(
      'page.json',
      one({ conversations: [conversation('a')], dataAvailabilityDate: '2026-03-04T01:00:00.000Z' }),
    )
    workspace.write('lines.ndjson', `${one(conversation('b'))}\n{}\n`)
    const result = await workspace.load()
    expect(result).toMatchObject({
      loadId: 1,
      totals: { loaded: 2, records: 2, rejects: 1, entities: { conversations: 2 } },
    })
    expect(await workspace.rows('select load_id, status, file_count, row_count, reject_count from meta.loads')).toEqual(
      [{ load_id: 1, status: 'done', file_count: 2, row_count: 2, reject_count: 1 }],
    )
    expect(
      await workspace.rows(
        `select format, compression, platform, entity, row_count, data_available_at, length(sha256) as hash_length
        from meta.files order by format`,
      ),
    ).toEqual([
      {
        format: 'envelope',
        compression: 'none',
        platform: 'genesys',
        entity: 'conversations',
        row_count: 1,
        data_available_at: '2026-03-04T01:00:00.000Z',
        hash_length: 64,
      },
      {
        format: 'ndjson',
        compression: 'none',
        platform: 'genesys',
        entity: 'conversations',
        row_count: 1,
        data_available_at: null,
        hash_length: 64,
      },
    ])
    expect(
      await workspace.rows(
        'select "conversationId" as id, "dataAvailabilityDate" as stamp from raw.genesys_conversations order by 1',
      ),
    ).toEqual([
      { id: 'a', stamp: '2026-03-04T01:00:00.000Z' },
      { id: 'b', stamp: null },
    ])
  })

  it('names fields that nobody knows, once a file, and not what customers write themselves', async () => {
    const workspace = await Workspace.create()
    const record = conversation('a', { brandNew: 1, inactivityTimeout: '2026-03-02T10:00:00.000Z' })
    const participant = (record.participants as Record<string, unknown>[])[0]!
    participant.shoeSize = 42
    const file = await workspace.loadOne('a.ndjson', `${one(record)}\n${one(record)}\n`)
    expect(file.unknownFields).toEqual(['brandNew', 'participants.shoeSize'])
    expect(await workspace.values('select unknown_fields from meta.files')).toEqual([
      '["brandNew","participants.shoeSize"]',
    ])
  })
})

describe('paths', () => {
  it('may be files, folders and patterns; hidden and temporary files and links are left out', async () => {
    const workspace = await Workspace.create()
    const write = (name: string, id: string): string => workspace.write(name, one([conversation(id)]))
    const outside = write('outside/x.json', 'x')
    write('in/a.json', 'a')
    write('in/2026/03/b.json', 'b')
    write('in/.hidden.json', 'h')
    write('in/.git/c.json', 'g')
    write('in/d.json.part', 'p')
    write('in/e.json~', 'e')
    symlinkSync(outside, join(workspace.folder, 'in', 'link.json'))
    symlinkSync(dirname(outside), join(workspace.folder, 'in', 'folder that leads out'))
    mkdirSync(join(workspace.folder, 'empty'))
    const { files } = await workspace.load(join(workspace.folder, 'in'))
    expect(files.map(({ path }) => path.slice(workspace.folder.length))).toEqual(['/in/2026/03/b.json', '/in/a.json'])
    const matched = await loadPaths(workspace.warehouse, [`${workspace.folder}/**/*.json`], { org: 'other' })
    expect(matched.files).toHaveLength(3)
  })

  it('may hold any character', async () => {
    const workspace = await Workspace.create()
    const names = [
      "it's.json",
      'a[1].json',
      'b*.json',
      'c?.json',
      'back\\slash.json',
      'year=2026/d e.json',
      'x\nnewline.json',
      '-.json',
      'ü.json',
    ]
    names.forEach((name, index) => workspace.write(name, one([conversation(String(index))])))
    const { totals } = await workspace.load()
    expect(totals).toMatchObject({ loaded: names.length, records: names.length, refused: 0 })
    expect(await workspace.values('select count(distinct path) from meta.files')).toEqual([names.length])
  })

  it('that do not exist are an error', async () => {
    const workspace = await Workspace.create()
    await expect(workspace.load('/nowhere/at/all')).rejects.toMatchObject({
      code: 'CXK3001',
      message: '/nowhere/at/all does not exist',
    })
    await expect(workspace.load(`${workspace.folder}/*.json`)).rejects.toMatchObject({ code: 'CXK3001' })
    await expect(workspace.load()).rejects.toMatchObject({ code: 'CXK3001' })
  })
})

describe('an interrupted load', () => {
  it('keeps whole files only, and a rerun completes it', async () => {
    const workspace = await Workspace.create()
    workspace.write('a.json', one([conversation('a')]))
    workspace.write('b.ndjson', one(conversation('b')))
    const controller = new AbortController()
    const effects = {
      ...silentEffects,
      signal: controller.signal,
      progress: (step: string) => {
        if (step === 'loading') controller.abort()
      },
    }
    await expect(loadPaths(workspace.warehouse, [workspace.folder], { org: '' }, effects)).rejects.toMatchObject({
      code: 'CXK9130',
    })
    expect(await workspace.values('select count(*) from raw.genesys_conversations')).toEqual([0])
    expect(await workspace.values('select status from meta.loads')).toEqual(['failed'])
    expect((await workspace.load()).totals).toMatchObject({ loaded: 2, records: 2 })
  })
})

describe('createSchema', () => {
  it('takes its own version, and refuses another one and foreign files', async () => {
    const workspace = await Workspace.create()
    await createSchema(workspace.warehouse)
    await createSchema(workspace.warehouse)
    expect(await workspace.values('select version from meta.schema_version')).toEqual([SCHEMA_VERSION])
    await workspace.warehouse.run('update meta.schema_version set version = 99')
    await expect(createSchema(workspace.warehouse)).rejects.toMatchObject({ code: 'CXK2001' })
    const foreign = await Warehouse.open(join(workspace.folder, 'foreign.duckdb'), { access: 'write' })
    await foreign.run('create table mine (a integer)')
    await expect(createSchema(foreign)).rejects.toThrow(/is a DuckDB file, but cxkpi did not make it$/)
    foreign.close()
  })
})

describe('many small files', () => {
  it('are landed together, in the order of their names', async () => {
    const workspace = await Workspace.create()
    mkdirSync(join(workspace.folder, 'many'))
    for (let index = 0; index < 300; index++) {
      const name = `${String(index).padStart(3, '0')}.${index % 2 === 0 ? 'json' : 'ndjson'}`
      const record = one(conversation(`c${index}`))
      writeFileSync(join(workspace.folder, 'many', name), index % 2 === 0 ? `{"conversations":[${record}]}` : record)
    }
    const { totals, files } = await workspace.load()
    expect(totals).toMatchObject({ loaded: 300, records: 300 })
    expect(files[7]?.path.endsWith('007.ndjson')).toBe(true)
    expect(
      await workspace.values(`select count(*) from raw.genesys_conversations join meta.files using (file_id)
        where 'c' || try_cast(regexp_extract(path, '(\\d+)\\.(nd)?json$', 1) as integer) = "conversationId"`),
    ).toEqual([300])
  })
})
