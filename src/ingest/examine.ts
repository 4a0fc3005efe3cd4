import { CxkpiError, messageOf } from '../errors.js'
import { platforms, type Entity, type JsonObject, type Platform } from '../platforms/index.js'
import { DecompressionBomb } from './bomb.js'
import { camelCaseKeys } from './camel-case.js'
import { detectEntity, detectLayout, NEEDS_MORE, SAMPLE_BYTES, type Layout, type Refusal } from './detect.js'
import type { SourceFile } from './discover.js'
import { escapeControls } from './excerpt.js'
import { readHead, type Head } from './head.js'
import type { Item, Reader } from './item.js'
import { explainJsonFile } from './json-error.js'
import { measureFile } from './measure.js'
import { unknownFields } from './unknown-fields.js'

const LONGEST_HEAD_BYTES = 256 << 20

/** Finds out what a file holds and how to read it, or why it cannot be loaded. */
export async function examineFile(file: SourceFile, signal: AbortSignal): Promise<Item | Refusal> {
  try {
    const { head, layout } = await layoutOf(file)
    if ('refusal' in layout) return layout
    const kind = kindOf(layout)
    if (kind === undefined) return { refusal: await explainUnknown(file, head, layout) }
    const measure = await measureFile(file.location, head.compression, signal)
    const { platform, entity } = kind
    const reader = readerOf(layout, kind, head.hasByteOrderMark || measure.hasEmptyLines)
    if ('isList' in reader && reader.isList && measure.lastCharacter !== ']') {
      return {
        refusal: `it does not parse as JSON: ${await explainJsonFile(file.location, head.compression, 'its list is not closed')}`,
      }
    }
    return {
      ...file,
      ...measure,
      format: entity === undefined && layout.format === 'object' ? 'envelope' : layout.format,
      compression: head.compression,
      platform,
      entity,
      reader,
      stamp: stampOf(layout.document, platform),
      unknownFields: entity === undefined ? [] : unknownFields(entity, layout.records.filter(entity.matches)),
    }
  } catch (error) {
    if (signal.aborted) throw new CxkpiError('CXK9130', 'interrupted', { cause: error })
    return { refusal: explainReadError(error) }
  }
}

async function layoutOf(file: SourceFile): Promise<{ head: Head; layout: Layout | Refusal }> {
  for (let length = SAMPLE_BYTES; ; length *= 8) {
    const head = await readHead(file.location, length)
    const layout = detectLayout(head)
    if (layout !== NEEDS_MORE) return { head, layout }
    if (head.isComplete || length >= LONGEST_HEAD_BYTES) {
      return { head, layout: { refusal: `no record was found in its first ${Math.round(length / (1 << 20))} MB` } }
    }
  }
}

interface Kind {
  readonly platform: Platform | undefined
  readonly entity: Entity | undefined
}

/** What the file holds; undefined where no platform says that it loads this. */
function kindOf(layout: Layout): Kind | undefined {
  if (layout.format === 'empty') return { platform: undefined, entity: undefined }
  if (layout.format === 'singer') {
    const known = detectEntity(singerRecords(layout))
    return known && { platform: known.platform, entity: undefined }
  }
  const known = detectEntity(layout.records)
  if (known !== undefined) return known
  const isPage = layout.records.length === 0 || layout.format === 'object'
  const platform = isPage
    ? platforms.find(({ isEmptyAnswer }) => layout.document && isEmptyAnswer(layout.document))
    : undefined
  return platform && { platform, entity: undefined }
}

function readerOf(layout: Layout, { platform, entity }: Kind, isMiscounted: boolean): Reader {
  if (layout.format === 'singer') return { kind: 'singer' }
  if (entity === undefined) return { kind: 'nothing' }
  if (layout.format === 'forms') return { kind: 'forms' }
  if (layout.format === 'ndjson') {
    return isMiscounted ? { kind: 'counted-lines' } : { kind: 'lines', isCompact: layout.isCompact === true }
  }
  const wrapper = layout.wrapperField === undefined ? {} : { wrapperField: layout.wrapperField }
  if (layout.envelopeField === undefined) return { kind: 'objects', isList: layout.format === 'array', ...wrapper }
  return {
    kind: 'envelopes',
    field: layout.envelopeField,
    stampField: platform?.stampField,
    isList: layout.isList === true,
    ...wrapper,
  }
}

function stampOf(document: JsonObject | undefined, platform: Platform | undefined): string | undefined {
  const stamp = platform?.stampField === undefined ? undefined : document?.[platform.stampField]
  return typeof stamp === 'string' ? stamp : undefined
}

function singerRecords(layout: Layout): JsonObject[] {
  return layout.records.flatMap(({ type, record }) =>
    type === 'RECORD' ? [JSON.parse(camelCaseKeys(JSON.stringify(record ?? {}))) as JsonObject] : [],
  )
}

async function explainUnknown(file: SourceFile, head: Head, layout: Layout): Promise<string> {
  const candidates = [layout.document, layout.records[0]].filter((value) => value !== undefined)
  if (layout.format === 'singer') {
    const streams = [...new Set(layout.records.flatMap(({ stream }) => (typeof stream === 'string' ? [stream] : [])))]
    return `its Singer streams (${names(streams)}) hold nothing that cxkpi loads`
  }
  for (const candidate of candidates) {
    for (const { explain } of platforms) {
      const sentence = explain(candidate)
      if (sentence !== undefined) return sentence
    }
  }
  const sample = layout.records[0] ?? layout.document
  if (sample === undefined) {
    return `it does not parse as JSON: ${await explainJsonFile(file.location, head.compression, 'no value was found')}`
  }
  return `its records (${names(Object.keys(sample))}) are of no kind that cxkpi loads`
}

function names(list: readonly string[]): string {
  const shown = list.slice(0, 8).map(escapeControls).join(', ')
  return list.length > 8 ? `${shown}, …` : shown
}

/** Turns what Node says about a file that cannot be read into a sentence. */
export function explainReadError(error: unknown): string {
  if (error instanceof DecompressionBomb) return error.message
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'Z_BUF_ERROR') return 'its gzip data is cut off: the file is not complete'
  if (typeof code === 'string' && code.startsWith('Z_')) return `its gzip data is damaged: ${messageOf(error)}`
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read: permission denied'
  if (code === 'ENOENT') return 'it vanished while the load was running'
  return `it cannot be read: ${escapeControls(messageOf(error))}`
}
