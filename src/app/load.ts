import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { counted } from '../counted.js'
import { silentEffects, type Effects } from '../effects.js'
import { CxkpiError } from '../errors.js'
import type { LoadedFile, LoadResult } from '../ingest/index.js'
import type { Result, Row, Section } from '../result.js'
import { buildIn, describeBuild, type BuildAnswer } from './build.js'
import { columns } from './columns.js'
import { withDatabase, type Context } from './context.js'
import { openProject } from './project.js'

export interface LoadRequest {
  readonly paths: readonly string[]
  /** Whether to run the models afterwards. */
  readonly build: boolean
  /** As people write it: '10' or '0.5%'. */
  readonly maxRejects?: string | undefined
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
 * @throws CxkpiError CXK3001 where a path is missing: nothing is read then; CXK3003 where more was rejected than allowed
 */
export async function load(
  context: Context,
  request: LoadRequest,
  effects: Effects = silentEffects,
): Promise<LoadAnswer> {
  const { loadPaths, parseRejectLimit } = await import('../ingest/index.js')
  const limit = request.maxRejects === undefined ? {} : { maxRejects: parseRejectLimit(request.maxRejects) }
  const { databasePath: path, org, pii, sourceTimezone, memoryLimit } = context.config
  const isNew = !existsSync(path)
  return withDatabase(context, 'write', effects, async (warehouse) => {
    const zone = sourceTimezone === undefined ? {} : { sourceTimezone }
    const memory = memoryLimit === undefined ? {} : { memoryLimit }
    const options = { org, pii, ...(await withheldAddresses(context)), ...zone, ...memory, ...limit }
    const loaded = await loadPaths(warehouse, [...request.paths], options, effects)
    const built = request.build ? describeBuild(await buildIn(warehouse, context, {}, effects)) : undefined
    return describeLoad(loaded, built)
  }).catch(async (error: unknown) => {
    // Where nothing was loaded, no empty database is left behind.
    if (isNew && error instanceof CxkpiError && (error.code === 'CXK3001' || error.code === 'CXK3003'))
      await rm(path, { force: true })
    throw error
  })
}

/** The words by which the models know nobody, where a load must know them. */
async function withheldAddresses({ config }: Context): Promise<{ withheldAddresses?: string[] }> {
  if (config.pii !== 'hash') return {}
  return { withheldAddresses: (await openProject(config)).vars['withheld_addresses'] as string[] }
}

const FILE_COLUMNS = columns({
  path: 'text',
  status: 'text',
  platform: 'text',
  format: 'text',
  entities: 'text',
  rows: 'count',
  duplicates: 'count',
  rejects: 'count',
  message: 'text',
})

function describeLoad(loaded: LoadResult, built: BuildAnswer | undefined): LoadAnswer {
  const { files, totals, seconds, loadId } = loaded
  const rows = files.map(fileRow)
  const outcome = [
    `${counted(totals.loaded, 'file')} loaded, ${totals.known} known already, ${totals.refused} refused`,
    `${counted(totals.records, 'record')}, ${counted(totals.duplicates, 'duplicate')}, ${counted(totals.rejects, 'reject')}`,
    `${seconds.toFixed(1)} s`,
  ].join(' · ')
  return {
    result: {
      columns: FILE_COLUMNS,
      rows,
      sections: loadSections(files, rows),
      meta: {
        load_id: loadId,
        seconds,
        totals,
        ...(built === undefined ? {} : { build: { ...built.result.meta, nodes: built.result.rows } }),
      },
    },
    outcome: [outcome, ...(built === undefined ? [] : [built.outcome])].join('\n'),
    exitCode: totals.refused > 0 || built?.exitCode === 1 ? 1 : 0,
  }
}

/** What people read: rows by entity, and the files there is something to say about. */
function loadSections(files: readonly LoadedFile[], rows: readonly Row[]): Section[] {
  const entities = new Map<string, { files: number; rows: number }>()
  for (const file of files) {
    for (const [name, count] of Object.entries(file.entities)) {
      const sum = entities.get(name) ?? { files: 0, rows: 0 }
      entities.set(name, { files: sum.files + 1, rows: sum.rows + count })
    }
  }
  const remarkable = rows.filter(
    ({ status, rejects, message }) => status !== 'loaded' || rejects !== 0 || message !== null,
  )
  const shown = new Set(['path', 'status', 'rows', 'rejects', 'message'])
  return [
    {
      columns: columns({ entity: 'text', files: 'count', rows: 'count' }),
      rows: [...entities].map(([entity, sums]) => ({ entity, ...sums })),
    },
    ...(remarkable.length === 0
      ? []
      : [
          {
            heading: 'files to look at',
            columns: FILE_COLUMNS.filter(({ name }) => shown.has(name)),
            rows: remarkable,
          },
        ]),
  ]
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
