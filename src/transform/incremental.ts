import { quotedIdentifier, type Warehouse } from '../warehouse/index.js'
import { askFirst } from './asked-first.js'
import { compileModel } from './compile.js'
import type { ModelNode } from './manifest.js'
import type { Project } from './project/project.js'
import { toNames } from './template/context.js'
import { callMacro } from './template/macros.js'
import { Relation } from './template/relation.js'
import type { Names } from './template/scope.js'
import { projectError } from './template/syntax-tree.js'
import { touchedCte } from './touched-cte.js'

/** What building a table did. */
export interface Built {
  /** How many rows it received; undefined for a view. */
  readonly rows?: number
  /** Its rows are those that it had. */
  readonly isUnchanged: boolean
  /** A view that was replaced by one of nothing. */
  readonly isOfNothing?: boolean
}

const TAIL = 'select * from final'

/** The column of `touched` that says which load first brought a key: nothing of it was made of earlier ones. */
const FIRST_LOAD_COLUMN = 'first_load_id'

/**
 * Brings an incremental model up to date with the project's macro replace_touched.
 *
 * In its incremental form the model has a common table expression `touched` with the columns of unique_key, and ends
 * with `select * from final`. What `touched` names goes into a temporary table, once for all that reads it, and so does what
 * the model makes of it; then all rows of the touched keys are deleted, those of keys that have vanished too, and the new
 * rows inserted. Keys of which nothing was loaded before are not looked for.
 *
 * @param columns those of the target
 * @returns the number of rows inserted; none and unchanged where nothing was touched
 * @throws CxkpiError CXK4001 where the model does not have this form
 */
export async function replaceTouched(
  warehouse: Warehouse,
  project: Project,
  node: ModelNode,
  target: Relation,
  columns: Iterable<string>,
): Promise<Built> {
  const compiled = compileModel(project, node, { isIncremental: true })
  const cte = compiled.includes(TAIL) ? touchedCte(compiled) : undefined
  if (cte === undefined) throw formError(node)
  const touched = new Relation(undefined, `${node.name}__touched`)
  const made = new Relation(undefined, `${node.name}__made`)
  const before = await askFirst(warehouse, cte.query)
  if ((await createTemporary(warehouse, touched, before.sql)) === 0) {
    await warehouse.run(`drop table ${touched}`)
    return { rows: 0, isUnchanged: true }
  }
  const rowsOfTouched = `with touched as (select * from ${touched})`
  const { sql, numbers } = await askFirst(warehouse, cte.withRowsOf(touched.toString()), before.numbers, rowsOfTouched)
  const rows = await createTemporary(warehouse, made, sql)
  const newest = numbers.get(newestLoad(project, target) ?? '')
  const hasFirstLoad = newest !== undefined && (await hasColumn(warehouse, touched, FIRST_LOAD_COLUMN))
  const known = hasFirstLoad ? ` where ${FIRST_LOAD_COLUMN} <= ${newest}` : ''
  const keys = `select ${node.config.unique_key.join(', ')} from ${touched}${known}`
  const changed: number[] = []
  for (const statement of statementsOf(project, node, target, made, [...columns].map(quotedIdentifier), keys)) {
    changed.push(await warehouse.run(statement))
  }
  await warehouse.run(`drop table ${touched}; drop table ${made}`)
  return { rows, isUnchanged: changed.every((count) => count === 0) }
}

async function hasColumn(warehouse: Warehouse, table: Relation, column: string): Promise<boolean> {
  const { columns } = await warehouse.query(`from ${table} limit 0`)
  return columns.some(({ name }) => name === column)
}

async function createTemporary(warehouse: Warehouse, table: Relation, query: string): Promise<number> {
  const [row] = await warehouse.rows(`create or replace temp table ${table} as (\n${query}\n)`)
  return Number(row?.['Count'] ?? 0)
}

/** The subquery for the newest load that a table has taken in, as the project's macro writes it. */
function newestLoad(project: Project, target: Relation): string | undefined {
  const macro = project.macros.get('newest_load')
  return macro === undefined ? undefined : callMacro(macro, namesFor(project, target), [], {})
}

function formError(node: ModelNode): Error {
  return projectError(
    node.path,
    undefined,
    `an incremental model has a common table expression 'touched' and ends with '${TAIL}'`,
    'touched names the keys to be replaced, under the names of unique_key',
  )
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
