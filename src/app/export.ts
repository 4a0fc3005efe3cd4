import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { counted } from '../counted.js'
import { silentEffects, type Effects } from '../effects.js'
import { CxkpiError, messageOf } from '../errors.js'
import type { Column, Result, Row } from '../result.js'
import { quotedIdentifier, quotedString, type Warehouse } from '../warehouse/index.js'
import { columns } from './columns.js'
import { withDatabase, type Context } from './context.js'
import { openProject } from './project.js'
import { requireBuilt } from './schema.js'

export type ExportFormat = 'parquet' | 'csv' | 'arrow'

/** Writes one model in a format that DuckDB does not write as we want it. */
export type WriteModelFile = (
  path: string,
  format: 'csv' | 'arrow',
  columns: readonly Column[],
  batches: AsyncIterable<Row[]>,
) => Promise<void>

export interface ExportRequest {
  readonly folder: string
  readonly format: ExportFormat
  readonly select?: readonly string[] | undefined
}

const PUBLIC = ['dim_*', 'fct_*', 'mrt_*']

/** Writes models to a folder, one file each; CSV is defused for spreadsheets, Parquet and Arrow are exact. */
export async function exportModels(
  context: Context,
  { folder, format, select }: ExportRequest,
  write: WriteModelFile,
  effects: Effects = silentEffects,
): Promise<{ result: Result; outcome: string }> {
  const { isBuilt, selectNodes } = await import('../transform/index.js')
  const project = await openProject(context.config)
  const models = selectNodes(project.manifest, [...(select ?? PUBLIC)]).filter((name) => {
    const node = project.manifest.nodes.get(name)
    return isBuilt(node) && node.config.materialized !== 'ephemeral'
  })
  await mkdir(resolve(folder), { recursive: true }).catch((error: unknown) => {
    throw new CxkpiError('CXK1001', `${folder} cannot be made: ${messageOf(error)}`, { path: folder, cause: error })
  })
  return withDatabase(context, 'read', effects, async (warehouse) => {
    await requireBuilt(warehouse, ...models)
    const rows: Row[] = []
    for (const [index, model] of models.entries()) {
      effects.progress(`writing ${model}`, index / models.length)
      const path = join(resolve(folder), `${model}.${format}`)
      if (format === 'parquet') await copyToParquet(warehouse, model, path)
      else await copyByRows(warehouse, model, path, format, write)
      rows.push({ model, path, size_bytes: (await stat(path)).size })
    }
    return {
      result: { columns: columns({ model: 'text', path: 'text', size_bytes: 'count' }), rows },
      outcome: `${counted(rows.length, 'model')} written to ${folder}`,
    }
  })
}

async function copyToParquet(warehouse: Warehouse, model: string, path: string): Promise<void> {
  const draft = `${path}.draft`
  try {
    await warehouse.run(`copy (from main.${quotedIdentifier(model)}) to ${quotedString(draft)} (format parquet)`)
    await rename(draft, path)
  } finally {
    await rm(draft, { force: true })
  }
}

async function copyByRows(
  warehouse: Warehouse,
  model: string,
  path: string,
  format: 'csv' | 'arrow',
  write: WriteModelFile,
): Promise<void> {
  const { withUnits } = await import('../reports/index.js')
  const { columns: found, batches } = await warehouse.stream(`from main.${quotedIdentifier(model)}`)
  await write(path, format, withUnits(found), batches)
}
