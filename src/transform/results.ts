import type { Row } from '../result.js'
import type { BuiltNode, TestNode, UnitTestNode } from './manifest.js'

export type NodeStatus = 'built' | 'reused' | 'pass' | 'warn' | 'fail' | 'error' | 'skipped'

export interface NodeResult {
  readonly name: string
  readonly kind: 'model' | 'seed' | 'test' | 'unit_test'
  readonly status: NodeStatus
  readonly seconds: number
  /** Rows that a table or seed received. */
  readonly rows?: number
  /** Rows that a data test, or differences that a unit test, found. */
  readonly failures?: number
  readonly message?: string
  /** Why a node was skipped: the node that failed, and how. */
  readonly because?: string
  /** What a model or test is made of, as it now stands in the database. */
  readonly fingerprint?: string
  /** What the rows of a model, or those that a test read, come from; see States. */
  readonly state?: string
  /** Of a table whose rows came out as they were: the state that they come from. */
  readonly rowsOf?: string
  /** Of a test that passed in a build of everything: the newest load in what it read. */
  readonly loadId?: number
}

/** The result of a node that may not run, because of another. */
export function skipped({ name, kind }: BuiltNode | TestNode | UnitTestNode, because: string): NodeResult {
  return { name, kind, status: 'skipped', seconds: 0, because }
}

/** A data test that ran, with the rows that failed it. */
export interface TestOutcome {
  readonly test: TestNode
  readonly status: 'pass' | 'warn' | 'fail'
  readonly failures: number
  /** At most a thousand. */
  readonly rows: readonly Row[]
}

export interface BuildResult {
  readonly runId: string
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly seconds: number
  readonly nodes: readonly NodeResult[]
  /** Every data test that ran, for the findings: those that passed too, because what they found before is resolved. */
  readonly outcomes: readonly TestOutcome[]
  /** The names of all data tests of the project, those that did not run too. */
  readonly rules: readonly string[]
}

/** A build failed where a model or an error-level test did. */
export function hasFailed(result: Pick<BuildResult, 'nodes'>): boolean {
  return result.nodes.some(({ status }) => status === 'error' || status === 'fail')
}
