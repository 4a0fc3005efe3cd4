import type { Relation } from './template/relation.js'
import type { SyntaxNode } from './template/syntax-tree.js'
import type { Named } from './template/values.js'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

export type Materialization = 'view' | 'table' | 'ephemeral' | 'incremental'
export type Severity = 'error' | 'warn'

export interface ModelConfig {
  readonly materialized: Materialization
  readonly enabled: boolean
  readonly tags: readonly string[]
  readonly meta: Readonly<Record<string, Json>>
  readonly incremental_strategy?: string
  readonly unique_key: readonly string[]
  readonly column_types: Readonly<Record<string, string>>
}

export interface ManifestColumn {
  readonly name: string
  readonly description: string
  readonly meta: Readonly<Record<string, Json>>
  /** The names of the generic tests on this column. */
  readonly data_tests: readonly string[]
}

interface BaseNode {
  readonly name: string
  /** Relative to the project's folder, e.g. 'models/marts/mrt_daily_queue_kpis.sql'. */
  readonly path: string
  readonly description: string
  readonly tags: readonly string[]
  readonly meta: Readonly<Record<string, Json>>
  /** The models and seeds it reads. */
  readonly refs: readonly string[]
  /** The sources it reads, as 'source.table'. */
  readonly sources: readonly string[]
}

/** What a template asks for when it is rendered: the edges of the graph, and its own configuration. */
export interface Trace {
  /** The digest of its SQL, in which every model that it reads is a relation, one that is ephemeral too. */
  readonly sql: string
  readonly refs: readonly string[]
  readonly sources: readonly string[]
  readonly config: Named
  readonly under: Conditions
}

/** All that a trace depends on but the template itself. */
export interface Conditions {
  readonly name: string
  readonly isIncremental: boolean
  /** The digest of all macros. */
  readonly macros: string
  /** The variables that it asks for, each with its value as JSON; null where it has none. */
  readonly vars: Readonly<Record<string, string | null>>
}

/** A model, or an analysis: SQL that is compiled but never built (a report). */
export interface ModelNode extends BaseNode {
  readonly kind: 'model' | 'analysis'
  readonly config: ModelConfig
  readonly columns: readonly ManifestColumn[]
  readonly tree: SyntaxNode
  /** What rendering it showed, and what rendering the second form of an incremental model did. */
  readonly traces: readonly Trace[]
}

export interface SeedNode extends BaseNode {
  readonly kind: 'seed'
  readonly config: ModelConfig
  readonly columns: readonly ManifestColumn[]
  /** The CSV file on disk. */
  readonly file: string
}

/** A data test: a query whose rows are failures. */
export interface TestNode extends BaseNode {
  readonly kind: 'test'
  readonly severity: Severity
  readonly where?: string
  /** The model or source it stands on; a singular test has none. */
  readonly on?: string
  readonly column?: string
  /** Where its declaration stands in `path`, from 1. */
  readonly line: number
  readonly generic?: GenericTest
  readonly tree?: SyntaxNode
}

/** A generic test: the macro test_<name>, and what it is called with besides the model. */
export interface GenericTest {
  readonly name: string
  readonly arguments: Readonly<Record<string, Json>>
}

export type FixtureRow = Readonly<Record<string, Json>>

/** What stands in the place of one input: rows, or a query where its format is sql (the only one dbt takes for ephemerals). */
export interface UnitTestInput {
  readonly input: string
  readonly rows: readonly FixtureRow[]
  readonly sql?: string
}

/** A dbt unit test: rows given to a model, and the rows it must make of them. */
export interface UnitTestNode extends BaseNode {
  readonly kind: 'unit_test'
  readonly model: string
  readonly line: number
  readonly given: readonly UnitTestInput[]
  readonly expected: readonly FixtureRow[]
  readonly overrides: {
    readonly macros: Readonly<Record<string, Json>>
    readonly vars: Readonly<Record<string, Json>>
  }
}

export interface SourceNode extends BaseNode {
  readonly kind: 'source'
  readonly relation: Relation
  readonly columns: readonly ManifestColumn[]
}

export type Node = ModelNode | SeedNode | TestNode | UnitTestNode | SourceNode

/** What is built, as against what is tested. */
export type BuiltNode = (ModelNode & { readonly kind: 'model' }) | SeedNode

/** Every node of a project by its name; a source's is '<source>.<table>'. */
export interface Manifest {
  readonly nodes: ReadonlyMap<string, Node>
}

export function isBuilt(node: Node | undefined): node is BuiltNode {
  return node?.kind === 'model' || node?.kind === 'seed'
}

export function isTest(node: Node): node is TestNode | UnitTestNode {
  return node.kind === 'test' || node.kind === 'unit_test'
}

/** Whether a model exists only inside those that read it. */
export function isEphemeral(node: Node | undefined): node is ModelNode & { readonly kind: 'model' } {
  return node?.kind === 'model' && node.config.materialized === 'ephemeral'
}
