import { quotedIdentifier, type Warehouse } from '../warehouse/index.js'
import { compileModel } from './compile.js'
import type { ModelNode } from './manifest.js'
import type { Project } from './project/project.js'
import { toNames } from './template/context.js'
import { callMacro } from './template/macros.js'
import { Relation } from './template/relation.js'
import type { Names } from './template/scope.js'
import { projectError } from './template/syntax-tree.js'

/** What building a table did. */
export interface Built {
  /** How many rows it received; undefined for a view. */
  readonly rows?: number
  /** Its rows are those that it had. */
  readonly isUnchanged: boolean
}

const TAIL = 'select * from final'

/**
 * Brings an incremental model up to date with the project's macro replace_touched.
 *
 * In its incremental form the model has a common table expression `touched` with the columns of unique_key, and ends
 * with `select * from final`. What it makes goes into a temporary table; then all rows of its touched keys are deleted,
 * those of keys that have vanished too, and the new rows inserted. `touched` reads the table as it was before.
 *
 * @returns the number of rows inserted; none and unchanged where nothing was touched
 * @throws CxkpiError CXK4001 where the model does not have this form
 */
export async function replaceTouched(
  warehouse: Warehouse,
  project: Project,
  node: ModelNode,
  target: Relation,
): Promise<Built> {
  const sql = await withNewestLoad(warehouse, project, target, compileModel(project, node, { isIncremental: true }))
  const source = new Relation(undefined, `${node.name}__touched`)
  const touched = touchedQuery(sql, node)
  await warehouse.run(`create or replace temp table ${source} as (\n${sql}\n)`)
  const columns = await warehouse.rows(`select column_name from (describe ${source})`)
  const names = columns.map((row) => quotedIdentifier(String(row['column_name'])))
  const statements = statementsOf(project, node, target, source, names, touched)
  const changed: number[] = []
  for (const statement of statements) changed.push(await warehouse.run(statement))
  await warehouse.run(`drop table ${source}`)
  return { rows: changed.at(-1) ?? 0, isUnchanged: changed.every((rows) => rows === 0) }
}

/**
 * The number itself in the place of the subquery that the macro newest_load writes: with it DuckDB leaves out most of what
 * a scan or a join would read.
 */
async function withNewestLoad(warehouse: Warehouse, project: Project, target: Relation, sql: string): Promise<string> {
  const macro = project.macros.get('newest_load')
  if (macro === undefined) return sql
  const subquery = callMacro(macro, namesFor(project, target), [], {})
  if (!sql.includes(subquery)) return sql
  const [row] = await warehouse.rows(`select ${subquery} as newest`)
  return sql.replaceAll(subquery, String(row?.['newest']))
}

/** The model's own expressions, ending in its touched keys instead of its rows. */
function touchedQuery(sql: string, node: ModelNode): string {
  const end = sql.lastIndexOf(TAIL)
  if (end < 0 || !/\btouched\s+as\s*\(/i.test(sql)) {
    throw projectError(
      node.path,
      undefined,
      `an incremental model has a common table expression 'touched' and ends with '${TAIL}'`,
      'touched names the keys to be replaced, under the names of unique_key',
    )
  }
  return `${sql.slice(0, end)}select ${node.config.unique_key.join(', ')} from touched`
}

function statementsOf(
  project: Project,
  node: ModelNode,
  target: Relation,
  source: Relation,
  columns: readonly string[],
  touched: string,
): string[] {
  const macro = project.macros.get('replace_touched')
  if (macro === undefined) throw projectError(node.path, undefined, "the project has no macro 'replace_touched'")
  const touchedMark = '/* touched */'
  const text = callMacro(
    macro,
    namesFor(project, target),
    [target, source, [...node.config.unique_key], columns, touchedMark],
    {},
  )
  return text
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
    .map((statement) => statement.replace(touchedMark, () => touched))
}

/** What a macro sees that is called for an incremental model. */
function namesFor(project: Project, target: Relation): Names {
  return toNames(
    {
      ref: (name) => new Relation(target.schema, name),
      source: (schema, table) => new Relation(schema, table),
      vars: project.vars,
      this: target,
      isIncremental: true,
      config: () => undefined,
    },
    project.macros,
  )
}
