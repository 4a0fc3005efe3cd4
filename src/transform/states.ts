import { quotedString, type Warehouse } from '../warehouse/index.js'
import { compileModel } from './compile.js'
import { digest } from './fingerprint.js'
import { parentsOf, reachable } from './graph.js'
import type { ModelNode, Node, SourceNode } from './manifest.js'
import type { LastRun } from './model-runs.js'
import type { Project } from './project/project.js'
import { Relation } from './template/relation.js'

/** How much was loaded into each source, by its name; without an entry nobody knows. */
export type SourceStates = ReadonlyMap<string, string>

/**
 * What the rows of relations come from: equal states of one SQL are equal rows.
 *
 * A source's state says how much was loaded into it; that of a view follows from what it reads now, that of a table from
 * what it read when it was built.
 */
export class States {
  private readonly known = new Map<string, string>()

  constructor(
    private readonly project: Project,
    private readonly sources: SourceStates,
    private readonly runs: ReadonlyMap<string, LastRun>,
    /** Stands for what nobody knows: another one in every build. */
    private readonly runId: string,
  ) {}

  /** The state of all that a node reads, as it stands now. */
  above(node: Node): string {
    if (node.kind === 'model' && this.isOpaque(node)) return this.runId
    const parents = parentsOf(node).sort()
    return digest(parents.map((parent) => this.of(parent)))
  }

  /** To be called when a table was built: what was known of those that read it holds no more. */
  forget(): void {
    this.known.clear()
  }

  /** Whether all tables above a node stand as what they read stands now; not so after a build of a selection. */
  isFresh(node: Node): boolean {
    const { nodes } = this.project.manifest
    const above = reachable(parentsOf(node), (name) => parentsOf(nodes.get(name)!))
    return [...above].every((name) => {
      const parent = nodes.get(name)!
      return parent.kind === 'source' || isRead(parent) || this.runs.get(name)?.state === this.above(parent)
    })
  }

  private of(name: string): string {
    const known = this.known.get(name)
    if (known !== undefined) return known
    const node = this.project.manifest.nodes.get(name)
    const state = node === undefined || node.kind === 'source' ? this.ofSource(name) : this.ofBuilt(node)
    this.known.set(name, state)
    return state
  }

  private ofSource(name: string): string {
    return this.sources.get(name) ?? this.runId
  }

  private ofBuilt(node: Node): string {
    if (!isRead(node)) {
      const run = this.runs.get(node.name)
      return run?.rowsOf ?? run?.state ?? ''
    }
    return this.above(node)
  }

  /** A model that reads tables without naming them as sources. */
  private isOpaque(node: ModelNode): boolean {
    return parentsOf(node).length === 0 && /\b(raw|meta)"?\s*\./i.test(compileModel(this.project, node))
  }
}

/** A view, or part of what reads it: it has no rows of its own. */
function isRead(node: Node): boolean {
  return node.kind === 'model' && ['view', 'ephemeral'].includes(node.config.materialized)
}

/** Whether nothing was ever loaded into a source, or all of it was deleted. */
export function isEmptySource(sources: SourceStates, name: string): boolean {
  return sources.get(name)?.startsWith('0 ') === true
}

/** What was loaded, as a build finds it. */
export interface Loaded {
  readonly sources: SourceStates
  /** The newest load that any source has rows of; 0 without any. */
  readonly newestLoad: number
}

/** Rows are only ever added by a load, or deleted: their number and the newest load tell whether a source changed. */
export async function readLoaded(warehouse: Warehouse, project: Project): Promise<Loaded> {
  const tables = await warehouse.rows(
    `select schema_name || '.' || table_name as name from duckdb_columns()
     where database_name = current_database() and column_name = 'load_id'`,
  )
  const counted = new Set(tables.map(({ name }) => String(name)))
  const queries = [...project.manifest.nodes.values()]
    .filter((node): node is SourceNode => node.kind === 'source')
    .map(({ name, relation, meta }) => ({ name, relation: relationOfRows(relation, meta) }))
    .filter(({ relation }) => counted.has(`${relation.schema}.${relation.identifier}`))
    .map(
      ({ name, relation }) =>
        `select ${quotedString(name)} as name, count(*) as n, coalesce(max(load_id), 0) as newest from ${relation}`,
    )
  const rows = queries.length === 0 ? [] : await warehouse.rows(queries.join('\nunion all\n'))
  return {
    sources: new Map(rows.map(({ name, n, newest }) => [String(name), `${String(n)} to ${String(newest)}`])),
    newestLoad: Math.max(0, ...rows.map(({ newest }) => Number(newest))),
  }
}

/** A view that takes the rows of a table apart says so: to count these costs less. */
function relationOfRows(relation: Relation, { rows_of: table }: SourceNode['meta']): Relation {
  return typeof table === 'string' ? new Relation(relation.schema, table) : relation
}
