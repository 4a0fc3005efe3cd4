import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundledProject } from '../../src/config/index.js'
import { recordFindings } from '../../src/findings/index.js'
import { loadPaths } from '../../src/ingest/index.js'
import type { Row } from '../../src/result.js'
import { buildProject, loadProject } from '../../src/transform/index.js'
import { Warehouse } from '../../src/warehouse/index.js'
import { ownFolder } from '../cli/folder.js'

const folder = ownFolder()
let warehouse: Warehouse

const at = (minutes: number): string => new Date(Date.UTC(2026, 9, 20, 10, minutes)).toISOString()

/** A conversation that waited a minute in queue q and was given up there, with other members in its place. */
function conversation(id: string, head = '', metric = '60000'): string {
  const segment = `{"segmentType":"interact","segmentStart":"${at(0)}","segmentEnd":"${at(1)}","queueId":"q"}`
  const offered = `{"name":"nOffered","value":1,"emitDate":"${at(0)}"}`
  const abandon = `{"name":"tAbandon","value":${metric},"emitDate":"${at(1)}"}`
  return `{"conversationId":${id},"conversationStart":"${at(0)}","conversationEnd":"${at(2)}"${head},"participants":[
    {"participantId":"p","purpose":"acd","sessions":[{"sessionId":"s","mediaType":"voice","direction":"inbound",
    "segments":[${segment}],"metrics":[${offered},${abandon}]}]}]}`.replaceAll(/\n\s*/g, '')
}

const CASES: readonly [what: string, text: string | Buffer, outcome: Row][] = [
  ['an id of 2^53 + 1 as a number', conversation('9007199254740993'), { rows: 1, id: '9007199254740993' }],
  ['the id after it', conversation('9007199254740995'), { rows: 1, id: '9007199254740995' }],
  ['a number as text', conversation('"as-text"', '', '"60000"'), { rows: 1, wait: 60_000 }],
  ['a fraction of a millisecond', conversation('"fraction"', '', '60000.4'), { rows: 1, wait: 60_000 }],
  ['text where a number belongs', conversation('"wrong-type"', '', '"soon"'), { rows: 1, wait: null, finding: true }],
  ['a number beyond all', conversation('"beyond"', '', '1e400'), { rows: 1, wait: null, finding: true }],
  ['a negative wait', conversation('"negative"', '', '-5'), { rows: 1, finding: true }],
  ['an impossible start', conversation('"no-time"').replace(at(0), '2026-02-30T25:61:00Z'), { rows: 1, finding: true }],
  ['a key in two spellings', conversation('"two-keys"', ',"ConversationId":"other"'), { rows: 1, id: 'two-keys' }],
  ['a key twice', conversation('"first"', ',"conversationId":"second"'), { rows: 1 }],
  ['deep nesting', conversation('"deep"', `,"x":${'['.repeat(400)}${']'.repeat(400)}`), { rows: 1, id: 'deep' }],
  ['an id that is no text', conversation('{"a":1}'), { rows: 1 }],
  ['no id', conversation('null'), { rejects: 1 }],
  ['a line that is null', `${conversation('"beside-null"')}\nnull`, { rows: 1, rejects: 1 }],
  ['participants that are no list', `{"conversationId":"flat","participants":{}}`, { rejects: 1 }],
  ['Windows line ends', `${conversation('"crlf"')}\r\n${conversation('"crlf-2"')}\r\n`, { rows: 2 }],
  ['a byte-order mark', `\ufeff${conversation('"bom"')}`, { rows: 1, id: 'bom' }],
  [
    'a line that is not UTF-8',
    Buffer.concat([
      Buffer.from(`${conversation('"utf"')}\n{"conversationId":"`),
      Buffer.from([0xff]),
      Buffer.from('"}'),
    ]),
    { rows: 1, rejects: 1 },
  ],
  ['a null document', 'null', { rows: 0, message: 'it holds no record' }],
  ['an empty file', '', { rows: 0 }],
  ['empty conversations', '{"conversations":[]}', { rows: 0 }],
]

let files: Awaited<ReturnType<typeof loadPaths>>['files']
let findings: string

beforeAll(async () => {
  const paths = CASES.map(([, text], index) => {
    const path = join(folder, `${String(index).padStart(2, '0')}.json`)
    writeFileSync(path, text)
    return path
  })
  warehouse = await Warehouse.open(':memory:', { access: 'write' })
  files = (await loadPaths(warehouse, paths, { org: '' })).files
  const project = await loadProject([bundledProject()], {})
  const built = await buildProject(warehouse, project)
  await recordFindings(warehouse, built)
  expect(built.nodes.filter(({ status }) => status === 'error')).toEqual([])
  findings = JSON.stringify(
    await warehouse.rows('select record_key, rule from meta.findings where starts_with(rule, $rule)', {
      rule: 'no_dq_flag',
    }),
  )
})

afterAll(() => {
  warehouse.close()
})

describe('a value, a finding or a reject comes of', () => {
  it.each(CASES.map(([what, text, outcome], index) => ({ what, text: String(text), outcome, index })))(
    '$what',
    async ({ text, outcome, index }) => {
      const file = files[index]!
      expect(file.status, file.message).toBe('loaded')
      expect(Object.values(file.entities).reduce((sum, count) => sum + count, 0)).toBe(outcome['rows'] ?? 0)
      expect(file.rejects).toBe(outcome['rejects'] ?? 0)
      const [record] = await warehouse.rows(
        `select "conversationId" as id, wait_ms from raw.genesys_conversations as records
        join meta.files using (file_id) left join fct_queue_legs on conversation_id = "conversationId"
        where path = $path order by all limit 1`,
        { path: file.path },
      )
      if ('message' in outcome) expect(file.message).toBe(outcome['message'])
      if ('id' in outcome) expect(record?.['id']).toBe(outcome['id'])
      if ('wait' in outcome) expect(record?.['wait_ms']).toBe(outcome['wait'])
      const id = /"conversationId":"([^"]*)"/.exec(text)?.[1]
      if (outcome['finding'] === true) expect(findings).toContain(id)
    },
  )
})
