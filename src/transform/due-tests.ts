import type { Blockers } from './blockers.js'
import { compileTest } from './compile.js'
import { digest } from './fingerprint.js'
import { isEphemeral, type TestNode } from './manifest.js'
import type { LastRun } from './model-runs.js'
import { MODEL_SCHEMA, type Project } from './project/project.js'
import type { Relations } from './relations.js'
import { skipped, type NodeResult } from './results.js'
import type { DueTest } from './run-tests.js'
import type { Warehouse } from '../warehouse/index.js'
import type { States } from './states.js'
import { Relation } from './template/relation.js'
import { LOAD_COLUMN, testedRelation, touchedRows } from './touched-rows.js'

/** What a build knows of what was built and tested before it. */
export interface Before {
  readonly fullRefresh: boolean
  readonly relations: Relations
  readonly runs: ReadonlyMap<string, LastRun>
  /** The newest load, where this is a build of everything: then all that a test reads has taken it in. */
  readonly loadId?: number
}

interface Chosen {
  /** Those that need not or cannot run. */
  readonly settled: readonly NodeResult[]
  readonly due: readonly DueTest[]
  /** What each test is made of, to be written down where it passes. */
  readonly made: ReadonlyMap<string, LastRun>
}

/** Which data tests must run, and on which rows: a test that passed on the same is not run again. */
export class DueTests {
  constructor(
    private readonly project: Project,
    private readonly before: Before,
    private readonly states: States,
    private readonly blockers: Blockers,
  ) {}

  async among(tests: readonly TestNode[], warehouse: Warehouse): Promise<Chosen> {
    const settled: NodeResult[] = []
    const due: DueTest[] = []
    const made = new Map<string, LastRun>()
    for (const test of tests) {
      const because = this.blockers.reasonFor(test) ?? this.missingInput(test)
      const run = because === undefined ? this.runOf(test) : undefined
      const passed = run === undefined ? undefined : this.lastPass(test, run)
      if (because !== undefined) settled.push(skipped(test, because))
      else if (passed !== undefined && passed.state === run?.state) settled.push(reused(test))
      else due.push({ test, among: await this.rowsSince(test, passed?.loadId, warehouse) })
      if (run !== undefined) made.set(test.name, run)
    }
    return { settled, due, made }
  }

  /** What a test is made of: its SQL and what it reads; undefined where it does not compile, as running it will say. */
  private runOf(test: TestNode): LastRun | undefined {
    const { runs, loadId } = this.before
    const parents = [...test.refs].sort().map((ref) => runs.get(ref)?.fingerprint ?? '')
    try {
      const fingerprint = digest([compileTest(this.project, test), ...parents])
      return { fingerprint, state: this.states.above(test), ...(loadId === undefined ? {} : { loadId }) }
    } catch {
      return undefined
    }
  }

  /** The run in which the same test last passed on relations of the same SQL. */
  private lastPass(test: TestNode, { fingerprint }: LastRun): LastRun | undefined {
    const last = this.before.runs.get(test.name)
    return !this.before.fullRefresh && last?.fingerprint === fingerprint ? last : undefined
  }

  /** A condition on the rows that a test must read which passed when all up to a load was there; undefined: all. */
  private async rowsSince(
    test: TestNode,
    loadId: number | undefined,
    warehouse: Warehouse,
  ): Promise<string | undefined> {
    const { relations } = this.before
    const on = testedRelation(test)
    if (loadId === undefined || on === undefined || relations.kindOf(on) === undefined) return undefined
    const relation = new Relation(MODEL_SCHEMA, on).toString()
    const columns = await relations.columnTypes(warehouse, relation)
    return columns.has(LOAD_COLUMN) ? touchedRows(this.project, test, relation, loadId) : undefined
  }

  /** A test that was selected with one model may read another that was never built. */
  private missingInput(test: TestNode): string | undefined {
    const missing = test.refs.find((ref) => {
      const node = this.project.manifest.nodes.get(ref)
      return node?.kind === 'model' && !isEphemeral(node) && this.before.relations.kindOf(ref) === undefined
    })
    return missing === undefined ? undefined : `${missing} has not been built`
  }
}

function reused({ name }: TestNode): NodeResult {
  return { name, kind: 'test', status: 'reused', seconds: 0, failures: 0 }
}
