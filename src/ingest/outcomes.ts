import type { SourceFile } from './discover.js'
import type { Landed } from './land-batches.js'
import type { LoadedFile } from './load-result.js'

/** What became of a file of which nothing was landed. */
export function outcome(file: SourceFile, status: LoadedFile['status'], message: string): LoadedFile {
  return {
    path: file.path,
    status,
    sizeBytes: file.size,
    entities: {},
    duplicates: 0,
    rejects: 0,
    unknownFields: [],
    message,
  }
}

/** What was landed of a file. */
export function landedOutcome({ item, parts, note }: Landed): LoadedFile {
  const message = note ?? (item.entity === undefined && item.format !== 'singer' ? 'it holds no record' : undefined)
  return {
    path: item.path,
    status: 'loaded',
    sizeBytes: item.size,
    format: item.format,
    compression: item.compression,
    ...(item.platform === undefined ? {} : { platform: item.platform.name }),
    entities: Object.fromEntries(
      parts.filter(({ entity }) => entity !== 'none').map(({ entity, rows }) => [entity, rows]),
    ),
    duplicates: parts.reduce((sum, { duplicates }) => sum + duplicates, 0),
    rejects: parts.reduce((sum, { rejects }) => sum + rejects, 0),
    unknownFields: item.unknownFields,
    ...(message === undefined ? {} : { message }),
  }
}

/** A copy is known where its original was landed, and refused where that was. */
export function copyOutcome(file: SourceFile, original: LoadedFile | undefined): LoadedFile {
  if (original?.status === 'refused') return outcome(file, 'refused', original.message ?? '')
  return outcome(file, 'known', sameContent(original?.path ?? ''))
}

/** Why a file is known that was not loaded under its own name. */
export function sameContent(path: string): string {
  return `the same content as ${path}`
}
