import { silentEffects, type Effects } from '../effects.js'
import { CxkpiError, messageOf } from '../errors.js'
import type { Column, Row } from '../result.js'
import { plainColumns } from './columns.js'
import type { Context } from './context.js'
import { instantOf } from './instant.js'

export interface QueryInputRequest {
  readonly sql: string
  /** A file, a folder, an Iceberg table, or `-`: what the SQL calls `input`. */
  readonly from: string
  readonly snapshot?: string | undefined
  /** An instant or a date. */
  readonly asOf?: string | undefined
}

/**
 * Runs the user's SQL on files, without a database: nothing is stored.
 *
 * @throws CxkpiError CXK3001 (the input cannot be read), CXK2004 (the SQL does not run)
 */
export async function queryInput<T>(
  { config }: Context,
  { sql, from, snapshot, asOf }: QueryInputRequest,
  use: (columns: Column[], batches: AsyncIterable<Row[]>) => Promise<T>,
  effects: Effects = silentEffects,
): Promise<T> {
  const { openRelation } = await import('../ingest/index.js')
  const { withWarehouse } = await import('../warehouse/index.js')
  const limits = {
    ...(config.memoryLimit === undefined ? {} : { memoryLimit: config.memoryLimit }),
    ...(config.threads === undefined ? {} : { threads: config.threads }),
  }
  const travel = {
    ...(snapshot === undefined ? {} : { snapshot }),
    ...(asOf === undefined ? {} : { asOfMs: instantOf(asOf) }),
  }
  return withWarehouse(':memory:', { access: 'write', signal: effects.signal, ...limits }, async (warehouse) => {
    const relation = await openRelation(warehouse, from, travel, effects)
    try {
      for (const note of relation.notes) effects.warn(note)
      await warehouse
        .run(`create temp view input as ${relation.sql}`)
        .catch((error: unknown) => unreadable(from, error))
      const { columns, batches } = await warehouse.stream(sql).catch((error: unknown) => failed(from, error))
      return await use(plainColumns(columns), batches)
    } finally {
      await relation.close()
    }
  })
}

function unreadable(path: string, error: unknown): never {
  if (error instanceof CxkpiError) throw error
  throw new CxkpiError('CXK3001', `${path} cannot be read: ${firstLine(error)}`, { path, cause: error })
}

function failed(path: string, error: unknown): never {
  if (error instanceof CxkpiError) throw error
  const text = messageOf(error)
  if (/^(IO|Invalid Input) Error/.test(text)) unreadable(path, error)
  throw new CxkpiError('CXK2004', `the SQL does not run: ${firstLine(error)}`, {
    hint: `what --from names is called input; 'describe input' lists its columns`,
    cause: error,
  })
}

function firstLine(error: unknown): string {
  return messageOf(error).split('\n', 1)[0] ?? ''
}
