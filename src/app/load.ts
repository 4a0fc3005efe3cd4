import { silentEffects, type Effects } from '../effects.js'
import type { LoadResult } from '../ingest/index.js'
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
  const { createSchema, loadPaths } = await import('../ingest/index.js')
  return withDatabase(context, 'write', effects, async (warehouse) => {
    await createSchema(warehouse)
    const loaded = await loadPaths(warehouse, [...request.paths], { org: context.config.org }, effects)
    const built = request.build ? describeBuild(await buildIn(warehouse, context, {}, effects)) : undefined
    return describeLoad(loaded, built)
  })
}

function describeLoad(loaded: LoadResult, built: BuildAnswer | undefined): LoadAnswer {
  const { files, totals, seconds, loadId } = loaded
  const rows = files.map(fileRow)
  const count = (status: string): number => files.filter((file) => file.status === status).length
  const entities = Object.entries(totals.entities).map(([name, number]) => `${number.toLocaleString('en-US')} ${name}`)
  const parts = [
    `${count('loaded')} files loaded, ${count('known')} known already, ${count('refused')} refused`,
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
    exitCode: count('refused') > 0 || built?.exitCode === 1 ? 1 : 0,
  }
}

function fileRow(file: LoadResult['files'][number]): Row {
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
    message: file.message ?? null,
  }
}
