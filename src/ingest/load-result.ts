import type { Format } from './detect.js'
import type { Compression } from './head.js'

/** What became of one file. */
export interface LoadedFile {
  readonly path: string
  readonly status: 'loaded' | 'known' | 'refused'
  readonly sizeBytes: number
  readonly format?: Format
  readonly compression?: Compression
  readonly platform?: string
  /** Records landed, e.g. `{conversations: 1000}`. */
  readonly entities: Readonly<Record<string, number>>
  readonly duplicates: number
  readonly rejects: number
  /** Fields that neither cxkpi nor the platform's documentation knows, e.g. 'participants.sessions.newThing'. */
  readonly unknownFields: readonly string[]
  /** Why it was refused, or what else there is to say. */
  readonly message?: string
}

/** What a load did. */
export interface LoadResult {
  readonly loadId: number
  readonly files: readonly LoadedFile[]
  readonly totals: {
    readonly loaded: number
    readonly known: number
    readonly refused: number
    readonly bytes: number
    readonly entities: Readonly<Record<string, number>>
    readonly records: number
    readonly duplicates: number
    readonly rejects: number
  }
  readonly seconds: number
}

/** Adds up what the files say. */
export function toLoadResult(loadId: number, files: readonly LoadedFile[], seconds: number): LoadResult {
  const entities: Record<string, number> = {}
  for (const file of files) {
    for (const [entity, count] of Object.entries(file.entities)) entities[entity] = (entities[entity] ?? 0) + count
  }
  const countOf = (status: LoadedFile['status']): number => files.filter((file) => file.status === status).length
  return {
    loadId,
    files,
    totals: {
      loaded: countOf('loaded'),
      known: countOf('known'),
      refused: countOf('refused'),
      bytes: sum(files.filter(({ status }) => status === 'loaded').map(({ sizeBytes }) => sizeBytes)),
      entities,
      records: sum(Object.values(entities)),
      duplicates: sum(files.map(({ duplicates }) => duplicates)),
      rejects: sum(files.map(({ rejects }) => rejects)),
    },
    seconds,
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
