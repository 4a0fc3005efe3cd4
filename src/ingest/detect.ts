import { platforms, type Entity, type JsonObject, type Platform } from '../platforms/index.js'
import type { Head } from './head.js'
import { endOfValue, isSequence, partsOf, sequenceOf, skipSpace } from './scan-json.js'
import { formBody } from './form-body.js'
import { notJson } from './not-json.js'

/** How the records lie in the file. */
export type Format =
  | 'ndjson'
  | 'forms'
  | 'array'
  | 'object'
  | 'concatenated'
  | 'envelope'
  | 'singer'
  | 'empty'
  | 'parquet'
  | 'csv'
  | 'iceberg'

/** The beginning of a file, taken apart. */
export interface Layout {
  readonly format: Format
  /** The first records. */
  readonly records: readonly JsonObject[]
  /** For an envelope: the member that holds the records. */
  readonly envelopeField?: string
  /** For an envelope: whether pages lie in a list. */
  readonly isList?: boolean
  /** The member around the whole answer, where there is one. */
  readonly wrapperField?: string
  /** The first object as it stands in the file, without what wraps it: the record, or what holds it. */
  readonly document?: JsonObject
  /** Whether every line seen is written without white space and escapes, as JSON.stringify does. */
  readonly isCompact?: boolean
}

/** A file that cannot be loaded, and why. */
export interface Refusal {
  readonly refusal: string
}

/** What is needed to say more is more of the file. */
export const NEEDS_MORE = Symbol('needs more')

/** As much of a file is read first to see what it is, in bytes; more only where that is not enough. */
export const SAMPLE_BYTES = 128 << 10
/** No more records than these are looked at for fields that are not known. */
export const SAMPLE_RECORDS = 1000

/** Takes the beginning of a file apart: how the records lie in it, and what the first ones are. */
export function detectLayout(head: Head): Layout | Refusal | typeof NEEDS_MORE {
  const text = head.text
  const start = skipSpace(text, 0)
  if (start >= text.length) return head.isComplete ? { format: 'empty', records: [] } : NEEDS_MORE
  if (head.isComplete && text.trim() === 'null') return { format: 'empty', records: [] }
  if (text[start] === '[') return listLayout(text, start, head)
  if (text[start] === '{') return objectLayout(text, start, head)
  return formLayout(text, head) ?? lineLayout(text, head) ?? { refusal: notJson(head) }
}

/** Form bodies, one a line, of a platform that posts such. */
function formLayout(text: string, head: Head): Layout | undefined {
  const bodies = completeLines(text, head).slice(0, SAMPLE_RECORDS).map(formBody)
  const records = bodies.filter((body) => body !== undefined)
  const names = new Set(Object.keys(records[0] ?? {}))
  if (!platforms.some(({ isForm }) => isForm?.(names))) return undefined
  return { format: 'forms', records, ...first(records) }
}

function listLayout(text: string, start: number, head: Head): Layout | Refusal | typeof NEEDS_MORE {
  const end = endOfValue(text, start)
  if (end !== undefined && skipSpace(text, end) < text.length) {
    return (
      lineLayout(text, head) ?? {
        refusal: 'it holds more than one JSON list: give each a file, or write a record a line',
      }
    )
  }
  const records = parsed(text, [...take(partsOf(text, start), SAMPLE_RECORDS)])
  const pages = records.flatMap((record) => pageOf(record) ?? [])
  const field = pages[0]?.field
  if (field !== undefined) {
    return withPages({ ...pages[0]!, field, records: pages.flatMap((page) => page.records), isList: true }, head)
  }
  if (records.length === 0 && !head.isComplete) return NEEDS_MORE
  return { format: records.length === 0 && end !== undefined ? 'empty' : 'array', records, ...first(records) }
}

function objectLayout(text: string, start: number, head: Head): Layout | Refusal | typeof NEEDS_MORE {
  const end = endOfValue(text, start)
  if (end === undefined) return longObjectLayout(text, start, head)
  const document = parseObject(text.slice(start, end))
  if (document === undefined) return lineLayout(text, head) ?? { format: 'object', records: [] }
  const isAlone = skipSpace(text, end) >= text.length
  if (isSingerMessage(document)) return singerLayout(text, head)
  const page = pageOf(document)
  if (page !== undefined) {
    const documents = isAlone ? [document] : parsed(text, [...take(sequenceOf(text), SAMPLE_RECORDS)])
    const records = documents.flatMap((each) => pageOf(each)?.records ?? [])
    return withPages({ ...page, records, isList: false }, head)
  }
  if (isAlone && head.isComplete) {
    const { inner, wrapperField } = unwrapped(document)
    return {
      format: 'object',
      records: [inner],
      document: inner,
      ...(wrapperField === undefined ? {} : { wrapperField }),
    }
  }
  if (!text.slice(start, end).includes('\n') && /^[ \t\r]*(\n|$)/.test(text.slice(end, end + 4))) {
    return lineLayout(text, head) ?? NEEDS_MORE
  }
  const records = parsed(text, [...take(sequenceOf(text), SAMPLE_RECORDS)])
  return { format: 'concatenated', records, document }
}

/** The first object is longer than what was read, or never ends. */
function longObjectLayout(text: string, start: number, head: Head): Layout | Refusal | typeof NEEDS_MORE {
  return (
    longEnvelope(text, start, head) ??
    lineLayout(text, head) ??
    (head.isComplete ? { format: 'object', records: [] } : NEEDS_MORE)
  )
}

function longEnvelope(text: string, start: number, head: Head): Layout | undefined {
  for (const { key, start: at, end } of partsOf(text, start)) {
    if (isWrapperField(key) && text[at] === '{') {
      const inner = longEnvelope(text, at, head)
      if (inner !== undefined) return { ...inner, wrapperField: key }
    }
    if (!isEnvelopeField(key) || text[at] !== '[') continue
    const records = parsed(text, [...take(partsOf(text, at), SAMPLE_RECORDS)])
    if (records.length > 0 || head.isComplete) return { format: 'envelope', records, envelopeField: key }
    if (end === undefined) return undefined
  }
  return undefined
}

function lineLayout(text: string, head: Head): Layout | undefined {
  const lines = completeLines(text, head)
  const texts = lines.filter((line) => line.startsWith('{')).slice(0, SAMPLE_RECORDS)
  const records = parseAll(texts)
  if (records.length === 0) return undefined
  if (records.some(isSingerMessage)) return singerLayout(text, head)
  if (texts.some(isSequence) && texts.every((line) => parseObject(line) !== undefined || isSequence(line))) {
    return {
      format: 'concatenated',
      records: texts.flatMap((line) => parsed(line, [...sequenceOf(line)])),
      ...first(records),
    }
  }
  const isCompact = texts.slice(0, 50).every((line) => {
    const record = parseObject(line)
    return record === undefined || JSON.stringify(record) === line.trimEnd()
  })
  return { format: 'ndjson', records, document: records[0]!, isCompact }
}

function singerLayout(text: string, head: Head): Layout {
  const records = parseAll(completeLines(text, head))
  return { format: 'singer', records, ...first(records) }
}

interface Page {
  /** What holds the records, without what wraps it. */
  readonly document: JsonObject
  readonly field: string
  readonly records: JsonObject[]
  readonly wrapperField?: string
}

function withPages({ field, ...page }: Page & { isList: boolean }, head: Head): Layout | typeof NEEDS_MORE {
  if (page.records.length === 0 && !head.isComplete) return NEEDS_MORE
  return { ...page, format: 'envelope', envelopeField: field }
}

/** An object that holds a list of records, and is no record itself: a person may have a list of skills. */
function pageOf(document: JsonObject): Page | undefined {
  const { inner, wrapperField } = unwrapped(document)
  const field = Object.keys(inner).find((key) => isEnvelopeField(key) && Array.isArray(inner[key]))
  if (field === undefined || detectEntity([inner]) !== undefined) return undefined
  const records = (inner[field] as unknown[]).filter(isObject).slice(0, SAMPLE_RECORDS)
  return { document: inner, field, records, ...(wrapperField === undefined ? {} : { wrapperField }) }
}

function unwrapped(document: JsonObject): { inner: JsonObject; wrapperField?: string } {
  const wrapperField = Object.keys(document).find((key) => isWrapperField(key) && isObject(document[key]))
  return wrapperField === undefined
    ? { inner: document }
    : { inner: document[wrapperField] as JsonObject, wrapperField }
}

function isWrapperField(key: string): boolean {
  return platforms.some((platform) => platform.wrapperFields?.includes(key))
}

function isEnvelopeField(key: string): boolean {
  return platforms.some((platform) => platform.envelopeFields.includes(key))
}

/** The platform and entity of the first record that any platform knows. */
export function detectEntity(records: readonly JsonObject[]): { platform: Platform; entity: Entity } | undefined {
  for (const record of records) {
    for (const platform of platforms) {
      const entity = platform.entities.find(({ matches }) => matches(record))
      if (entity !== undefined) return { platform, entity }
    }
  }
  return undefined
}

const SINGER_TYPES = new Set(['RECORD', 'SCHEMA', 'STATE', 'ACTIVATE_VERSION', 'BATCH'])

function isSingerMessage(document: JsonObject): boolean {
  return SINGER_TYPES.has(String(document.type)) && ('stream' in document || 'value' in document)
}

function completeLines(text: string, head: Head): string[] {
  const lines = text.split('\n')
  if (!head.isComplete) lines.pop()
  return lines
}

function parsed(text: string, parts: readonly { start: number; end: number | undefined }[]): JsonObject[] {
  return parseAll(parts.map(({ start, end }) => (end === undefined ? '' : text.slice(start, end))))
}

function parseAll(texts: readonly string[]): JsonObject[] {
  return texts.map(parseObject).filter((record) => record !== undefined)
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function first(records: readonly JsonObject[]): { document?: JsonObject } {
  return records[0] === undefined ? {} : { document: records[0] }
}

function* take<T>(values: Iterable<T>, count: number): Generator<T> {
  let left = count
  for (const value of values) {
    if (left-- <= 0) return
    yield value
  }
}
