import { CxkpiError } from '../errors.js'
import { closestNames } from '../config/index.js'
import type { ModelNode, Node, TestNode } from './manifest.js'
import { MODEL_SCHEMA, type Project } from './project/project.js'
import { evaluateArgument } from './project/trace.js'
import { toNames, type RenderContext } from './template/context.js'
import { callMacro } from './template/macros.js'
import { Relation } from './template/relation.js'
import { renderTemplate } from './template/render.js'
import { parseTemplate, projectError, type SyntaxNode } from './template/syntax-tree.js'
import type { Named, TemplateFunction } from './template/values.js'
import { checkVariables } from './variables.js'
import { withCtes } from './with-ctes.js'

export interface CompileOptions {
  /** Of the model itself; what is written into it is no incremental model, as in dbt. */
  readonly isIncremental?: boolean
  /** Models that are written into the query although they are tables or views. */
  readonly inline?: ReadonlySet<string>
  /** Inputs that are replaced by a query, by the name of their node ('this' for the model itself); others are refused. */
  readonly inputs?: ReadonlyMap<string, string>
  readonly overrides?: Readonly<Record<string, TemplateFunction>>
}

/** The SQL of a model or analysis: a select that stands alone. */
export function compileModel(project: Project, node: ModelNode, options: CompileOptions = {}): string {
  return compiling(project, node, options, (names) => renderTemplate(node.tree, node.path, names))
}

/**
 * The SQL of a data test: a select whose rows are failures.
 *
 * @param among a condition on the rows that it reads of what it stands on, or of the one model that a singular test reads;
 *   all where it is not said
 */
export function compileTest(project: Project, node: TestNode, among?: string): string {
  if (node.tree !== undefined) return compileSingularTest(project, node, node.tree, among)
  return compiling(project, node, {}, (names, resolve) => {
    const { name, arguments: args } = node.generic!
    const tested = resolve(node.on!)
    const conditions = [
      ...(node.where === undefined ? [] : [whereOf(node, names)]),
      ...(among === undefined ? [] : [among]),
    ]
    const where = conditions.length < 2 ? conditions[0] : conditions.map((each) => `(${each})`).join(' and ')
    const given = Object.fromEntries(
      Object.entries(args).map(([key, value]) => [key, evaluateArgument(value, node.path, names)]),
    )
    // What refers and what it refers to are replaced together: who refers was touched with those that it refers to.
    const isRelated = name === 'relationships' && among !== undefined
    const named: Named = {
      model: where === undefined ? tested : `(select * from ${tested} where ${where}) dbt_subquery`,
      ...(node.column === undefined ? {} : { column_name: node.column }),
      ...given,
      ...(isRelated ? { to: `(select * from ${given['to'] as Relation} where ${among}) dbt_parents` } : {}),
    }
    return callMacro(project.macros.get(`test_${name}`)!, names, [], named)
  })
}

function compileSingularTest(project: Project, node: TestNode, tree: SyntaxNode, among: string | undefined): string {
  const [on] = node.refs
  const inputs =
    among === undefined || on === undefined
      ? {}
      : { inputs: new Map([[on, `select * from ${new Relation(MODEL_SCHEMA, on)} where ${among}`]]) }
  return compiling(project, node, inputs, (names) => renderTemplate(tree, node.path, names))
}

type Resolve = (name: string) => Relation

function compiling(
  project: Project,
  node: Node,
  options: CompileOptions,
  render: (names: ReturnType<typeof toNames>, resolve: Resolve) => string,
): string {
  const ctes = new Map<string, string>(options.inputs ?? [])
  const resolve = (name: string): Relation => {
    const found = project.manifest.nodes.get(name)
    if (options.inputs !== undefined) return inputRelation(name, options.inputs, node)
    if (found?.kind === 'source') return found.relation
    if (found?.kind !== 'model' || !isInlined(found, options)) return new Relation(MODEL_SCHEMA, name)
    if (!ctes.has(name)) {
      const sql = renderTemplate(found.tree, found.path, toNames(contextOf(found.name, false), project.macros))
      ctes.set(name, sql)
    }
    return cteRelation(name)
  }
  const contextOf = (self: string, isIncremental: boolean): RenderContext => ({
    ref: resolve,
    source: (source, table) => resolve(`${source}.${table}`),
    vars: project.vars,
    this: options.inputs?.has('this') === true ? cteRelation('this') : new Relation(MODEL_SCHEMA, self),
    isIncremental,
    config: () => undefined,
    ...(options.overrides === undefined ? {} : { overrides: options.overrides }),
  })
  const sql = render(toNames(contextOf(node.name, options.isIncremental ?? false), project.macros), resolve)
  return withCtes(sql, new Map([...ctes].map(([name, query]) => [cteRelation(name).toString(), query])))
}

function isInlined(node: ModelNode, { inline }: CompileOptions): boolean {
  return node.config.materialized === 'ephemeral' || inline?.has(node.name) === true
}

function cteRelation(name: string): Relation {
  return new Relation(undefined, `__dbt__cte__${name}`)
}

function inputRelation(name: string, inputs: ReadonlyMap<string, string>, node: Node): Relation {
  if (inputs.has(name)) return cteRelation(name)
  throw projectError(node.path, undefined, `the unit test gives no rows for '${name}', which ${node.name} reads`)
}

function whereOf(node: TestNode, names: ReturnType<typeof toNames>): string {
  const where = node.where!
  return where.includes('{') ? renderTemplate(parseTemplate(where, node.path), node.path, names) : where
}

/**
 * The self-contained select of a model or report, with other values for some variables.
 *
 * Ephemeral models and those of `inline` are written into it; all others are read as they were built.
 *
 * @throws CxkpiError CXK4001, CXK5001 (no such model)
 */
export function compileQuery(
  project: Project,
  name: string,
  vars: Readonly<Record<string, unknown>> = {},
  options: { readonly inline?: readonly string[] } = {},
): string {
  const node = project.manifest.nodes.get(name)
  if (node?.kind !== 'model' && node?.kind !== 'analysis') {
    const known = [...project.manifest.nodes.values()].filter(({ kind }) => kind === 'model' || kind === 'analysis')
    const near = closestNames(
      name,
      known.map((each) => each.name),
    )
    throw new CxkpiError(
      'CXK5001',
      `there is no model '${name}'`,
      near.length === 0 ? {} : { hint: `closest: ${near.join(', ')}` },
    )
  }
  const overridden = { ...project, vars: { ...project.vars, ...checkVariables(vars) } }
  return compileModel(overridden, node, { inline: new Set(options.inline ?? []) })
}
