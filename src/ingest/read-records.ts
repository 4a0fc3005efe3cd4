import type { Entity, JsonObject } from '../platforms/index.js'
import { camelCaseKeys } from './camel-case.js'
import { detectEntity } from './detect.js'
import { escapeControls } from './excerpt.js'
import { formBody } from './form-body.js'
import type { Item } from './item.js'
import type { Reject } from './rejects.js'
import { readLines, type Line } from './lines.js'
import { malformedLine } from './malformed-lines.js'
import { partsOf, skipSpace } from './scan-json.js'

const CHUNK_CHARACTERS = 8 << 20

/** Records of one entity, each as the JSON text of `[number of the line, text of the record]`. */
export interface RecordChunk {
  readonly entity: Entity
  readonly rows: readonly string[]
  readonly malformed: readonly Omit<Reject, 'fileId'>[]
}

/** The records of a file of lines that is read here and not by DuckDB; `note` tells afterwards what was left out. */
export function readRecords(item: Item): { chunks: AsyncGenerator<RecordChunk>; note: () => string | undefined } {
  const left = new Map<string, number>()
  return { chunks: chunksOf(item, left), note: () => noteOn(left) }
}

async function* chunksOf(item: Item, left: Map<string, number>): AsyncGenerator<RecordChunk> {
  const isSinger = item.reader.kind === 'singer'
  const isForm = item.reader.kind === 'forms'
  const entities = new Map<string, Entity | undefined>()
  const chunks = new Map<Entity, { rows: string[]; characters: number }>()
  let malformed: Omit<Reject, 'fileId'>[] = []
  let entityOfRejects = item.entity
  for await (const line of readLines(item.location, item.compression)) {
    const parsed = isForm ? parseForm(line) : parseLine(line)
    if ('reject' in parsed) {
      malformed.push(parsed.reject)
      continue
    }
    const record = isSinger
      ? singerRecord(parsed.value, parsed.text, entities, left, item)
      : { entity: item.entity, text: parsed.text }
    if (record?.entity === undefined) continue
    entityOfRejects ??= record.entity
    const chunk = chunks.get(record.entity) ?? { rows: [], characters: 0 }
    chunks.set(record.entity, chunk)
    chunk.rows.push(JSON.stringify([line.number, record.text]))
    chunk.characters += record.text.length
    if (chunk.characters < CHUNK_CHARACTERS) continue
    yield { entity: record.entity, rows: chunk.rows, malformed }
    malformed = []
    chunks.delete(record.entity)
  }
  if (malformed.length > 0 && chunks.size === 0 && entityOfRejects !== undefined) {
    chunks.set(entityOfRejects, { rows: [], characters: 0 })
  }
  for (const [entity, { rows }] of chunks) {
    yield { entity, rows, malformed }
    malformed = []
  }
}

function parseLine({ number, bytes }: Line): { value: unknown; text: string } | { reject: Omit<Reject, 'fileId'> } {
  const text = bytes.toString('utf8')
  try {
    if (!text.includes('\ufffd') || bytes.equals(Buffer.from(text))) return { value: JSON.parse(text) as unknown, text }
  } catch {
    // told by malformedLine, with its place
  }
  return { reject: malformedLine(number, bytes) }
}

/** The fields of a form body as the record. */
function parseForm({ number, bytes }: Line): { value: unknown; text: string } | { reject: Omit<Reject, 'fileId'> } {
  const payload = bytes.toString('utf8')
  const value = formBody(payload)
  if (value !== undefined) return { value, text: JSON.stringify(value) }
  return { reject: { fileRow: number, recordId: null, reason: 'the line is not a form body', payload } }
}

/** The record of a Singer message in the platform's own spelling; undefined for what is no record. */
function singerRecord(
  value: unknown,
  text: string,
  entities: Map<string, Entity | undefined>,
  left: Map<string, number>,
  item: Item,
): { entity: Entity | undefined; text: string } | undefined {
  const message = isObject(value) ? value : {}
  if (message.type !== 'RECORD') return message.type === undefined ? { entity: item.entity, text } : undefined
  const stream = String(message.stream)
  const record = camelCaseKeys(recordText(text) ?? JSON.stringify(message.record ?? null))
  if (!entities.has(stream)) {
    const sample: unknown = JSON.parse(record)
    entities.set(stream, isObject(sample) ? detectEntity([sample])?.entity : undefined)
  }
  const entity = entities.get(stream)
  if (entity === undefined) left.set(stream, (left.get(stream) ?? 0) + 1)
  return { entity, text: record }
}

function recordText(message: string): string | undefined {
  for (const { key, start, end } of partsOf(message, skipSpace(message, 0))) {
    if (key === 'record') return message.slice(start, end)
  }
  return undefined
}

function noteOn(left: ReadonlyMap<string, number>): string | undefined {
  if (left.size === 0) return undefined
  const streams = [...left].map(([stream, count]) => `${escapeControls(stream)} (${count})`)
  return `left out the records of the Singer streams ${streams.join(', ')}: of no kind that cxkpi loads`
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
