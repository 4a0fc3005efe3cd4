import { quotedIdentifier, quotedString, type Warehouse } from '../warehouse/index.js'
import { compileModel } from './compile.js'
import { replaceTouched, type Built } from './incremental.js'
import type { ModelNode, SeedNode } from './manifest.js'
import { MODEL_SCHEMA, type Project } from './project/project.js'
import { readSeedHeader } from './seed-header.js'
import type { Relations, RelationKind } from './relations.js'
import { Relation } from './template/relation.js'
import { replaceByNothing } from './view-of-nothing.js'

/** What is known of what a model is made of. */
export interface Input {
  /** Its table was made of the same SQL. */
  readonly isOfSameSql: boolean
  /** Nothing was loaded of all that it reads. */
  readonly isOverNothing: boolean
}

/** Up to how many rows a table is compared with what it would become. */
const COMPARED_ROWS = 10_000

/**
 * Builds a model: `create or replace` for views and tables, so that the old one stays when the query fails, or
 * replace_touched for an incremental model whose table exists. A small table that comes out as it was is left alone.
 *
 * Runs inside the caller's transaction.
 */
export async function materialise(
  warehouse: Warehouse,
  project: Project,
  node: ModelNode,
  relations: Relations,
  { isOfSameSql, isOverNothing }: Input,
): Promise<Built> {
  const target = new Relation(MODEL_SCHEMA, node.name)
  if (isOfSameSql && node.config.materialized === 'incremental') {
    const columns = await relations.columnTypes(warehouse, target.toString())
    return replaceTouched(warehouse, project, node, target, columns.keys())
  }
  const sql = compileModel(project, node)
  if (node.config.materialized === 'view') {
    await dropOther(warehouse, target, 'view', relations)
    await warehouse.run(`create or replace view ${target} as (\n${sql}\n)`)
    return { isUnchanged: false, isOfNothing: isOverNothing && (await replaceByNothing(warehouse, target)) }
  }
  if (isOfSameSql && (await isSmall(warehouse, target))) return replaceIfDifferent(warehouse, target, sql)
  await dropOther(warehouse, target, 'table', relations)
  return createTable(warehouse, target, `(\n${sql}\n)`)
}

/** Loads a seed; every column has a type, so that no two engines guess differently. */
export async function materialiseSeed(warehouse: Warehouse, node: SeedNode, relations: Relations): Promise<Built> {
  const target = new Relation(MODEL_SCHEMA, node.name)
  const columns = await readSeedHeader(node)
  await dropOther(warehouse, target, 'table', relations)
  const read = columns.map(({ name }) => `${quotedString(name)}: 'VARCHAR'`).join(', ')
  const cast = columns.map(
    ({ name, type }) => `cast(${quotedIdentifier(name)} as ${type}) as ${quotedIdentifier(name)}`,
  )
  return createTable(
    warehouse,
    target,
    `select ${cast.join(', ')} from read_csv(${quotedString(node.file)}, ` +
      `header = true, delim = ',', quote = '"', escape = '"', nullstr = '', columns = {${read}})`,
  )
}

/** Creates a table and says how many rows it received. */
async function createTable(warehouse: Warehouse, target: Relation, query: string): Promise<Built> {
  const [row] = await warehouse.rows(`create or replace table ${target} as ${query}`)
  return { rows: Number(row?.['Count'] ?? 0), isUnchanged: false }
}

async function isSmall(warehouse: Warehouse, target: Relation): Promise<boolean> {
  const [row] = await warehouse.rows(`select count(*) as n from ${target}`)
  return Number(row?.['n']) <= COMPARED_ROWS
}

async function replaceIfDifferent(warehouse: Warehouse, target: Relation, sql: string): Promise<Built> {
  const made = new Relation(undefined, `${target.identifier}__made`)
  const [created] = await warehouse.rows(`create or replace temp table ${made} as (\n${sql}\n)`)
  const [row] = await warehouse.rows(
    `select (select count(*) from (from ${made} except all from ${target}))
       + (select count(*) from (from ${target} except all from ${made})) as differences`,
  )
  const isUnchanged = Number(row?.['differences']) === 0
  const built = isUnchanged
    ? { rows: Number(created?.['Count'] ?? 0), isUnchanged }
    : await createTable(warehouse, target, `from ${made}`)
  await warehouse.run(`drop table ${made}`)
  return built
}

/** A view cannot replace a table, nor a table a view. */
async function dropOther(
  warehouse: Warehouse,
  target: Relation,
  kind: RelationKind,
  relations: Relations,
): Promise<void> {
  const existing = relations.kindOf(target.identifier)
  if (existing !== undefined && existing !== kind) await warehouse.run(`drop ${existing} ${target}`)
}
