import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { silentEffects, type Effects } from '../effects.js'
import { CxkpiError } from '../errors.js'
import type { LoadedFile, LoadResult } from '../ingest/index.js'
import type { Result, Row } from '../result.js'
import { buildIn, describeBuild, type BuildAnswer } from './build.js'
import { columns } from './columns.js'
import { withDatabase, type Context } from './context.js'

export interface LoadRequest {
  readonly paths: readonly string[]
  /** Whether to run the models afterwards. */
  readonly build: boolean
}

export interface LoadAnswer {
  readonly result: Result
  readonly outcome: string
  /** 1 where a file was refused or the build failed. */
  readonly exitCode: 0 | 1
}

/**
 * Loads exports and, unless told otherwise, builds the models on them.
 *
 * @throws CxkpiError CXK3001 where a path is missing: nothing is read then
 */
export async function load(
  context: Context,
  request: LoadRequest,
  effects: Effects = silentEffects,
): Promise<LoadAnswer> {
  const { loadPaths } = await import('../ingest/index.js')
  const path = context.config.databasePath
  const isNew = !existsSync(path)
  return withDatabase(context, 'write', effects, async (warehouse) => {
    const loaded = await loadPaths(warehouse, [...request.paths], { org: context.config.org }, effects)
    const built = request.build ? describeBuild(await buildIn(warehouse, context, {}, effects)) : undefined
    return describeLoad(loaded, built)
  }).catch(async (error: unknown) => {
    // Where there was nothing to read, no empty database is left behind.
    if (isNew && error instanceof CxkpiError && error.code === 'CXK3001') await rm(path, { force: true })
    throw error
  })
}

function describeLoad(loaded: LoadResult, built: BuildAnswer | undefined): LoadAnswer {
  const { files, totals, seconds, loadId } = loaded
  const rows = files.map(fileRow)
  const entities = Object.entries(totals.entities).map(([name, number]) => `${number.toLocaleString('en-US')} ${name}`)
  const parts = [
    `${totals.loaded} files loaded, ${totals.known} known already, ${totals.refused} refused`,
    entities.length > 0 ? entities.join(', ') : 'no records',
    `${totals.duplicates} duplicates, ${totals.rejects} rejects`,
    `${seconds.toFixed(1)} s`,
  ]
  return {
    result: {
      columns: columns({
        path: 'text',
        status: 'text',
        platform: 'text',
        format: 'text',
        entities: 'text',
        rows: 'count',
        duplicates: 'count',
        rejects: 'count',
        message: 'text',
      }),
      rows,
      meta: {
        load_id: loadId,
        seconds,
        totals,
        ...(built === undefined ? {} : { build: { ...built.result.meta, nodes: built.result.rows } }),
      },
    },
    outcome: [parts.join(' · '), ...(built === undefined ? [] : [built.outcome])].join('\n'),
    exitCode: totals.refused > 0 || built?.exitCode === 1 ? 1 : 0,
  }
}

function fileRow(file: LoadedFile): Row {
  const entities = Object.entries(file.entities)
  return {
    path: file.path,
    status: file.status,
    platform: file.platform ?? null,
    format: file.format ?? null,
    entities: entities.map(([name]) => name).join(', '),
    rows: entities.reduce((sum, [, number]) => sum + number, 0),
    duplicates: file.duplicates,
    rejects: file.rejects,
    message: file.message ?? unknownFieldsOf(file),
  }
}

function unknownFieldsOf({ unknownFields }: LoadedFile): string | null {
  return unknownFields.length === 0 ? null : `fields nobody knows: ${unknownFields.join(', ')}`
}
