import { counted } from '../counted.js'
import { CxkpiError } from '../errors.js'
import type { Row } from '../result.js'
import type { Warehouse } from '../warehouse/index.js'
import { testsThatPass } from './combined-tests.js'
import { compileTest } from './compile.js'
import { explain } from './explain.js'
import type { TestNode } from './manifest.js'
import type { Project } from './project/project.js'
import type { NodeResult, TestOutcome } from './results.js'

/** How many failing rows of a test are kept: the same ones, in whatever order they stand. */
const ROW_LIMIT = 1000

export interface DueTest {
  readonly test: TestNode
  /** A condition on the rows that it must read; all where it is not said. */
  readonly among?: string | undefined
}

export interface TestRun {
  readonly result: NodeResult
  /** Undefined where the test itself does not run. */
  readonly outcome?: TestOutcome
}

/**
 * Runs data tests that became due together; the simple ones on the same rows of one relation share a scan.
 *
 * @param nowMs a clock, for the seconds
 */
export async function runTests(
  warehouse: Warehouse,
  project: Project,
  tests: readonly DueTest[],
  nowMs: () => number,
): Promise<TestRun[]> {
  const runs: TestRun[] = []
  for (const group of groupedByRows(tests)) {
    const { on } = group[0]!.test
    const { among } = group[0]!
    const startedMs = nowMs()
    const nodes = group.map(({ test }) => test)
    const passed = on === undefined ? new Set<string>() : await testsThatPass(warehouse, project, on, nodes, among)
    const seconds = (nowMs() - startedMs) / 1000 / Math.max(1, passed.size)
    for (const due of group) {
      const isDone = passed.has(due.test.name)
      runs.push(isDone ? finished(due.test, 0, [], seconds) : await runTest(warehouse, project, due, nowMs))
    }
  }
  return runs
}

function groupedByRows(tests: readonly DueTest[]): DueTest[][] {
  const groups = new Map<string, DueTest[]>()
  for (const due of tests) {
    const key = JSON.stringify([due.test.on, due.among])
    groups.set(key, [...(groups.get(key) ?? []), due])
  }
  return [...groups.values()]
}

async function runTest(
  warehouse: Warehouse,
  project: Project,
  { test, among }: DueTest,
  nowMs: () => number,
): Promise<TestRun> {
  const startedMs = nowMs()
  try {
    const sql = compileTest(project, test, among)
    const rows = await warehouse.rows(`select * from (\n${sql}\n) as failures order by all limit ${ROW_LIMIT + 1}`)
    const failures = rows.length <= ROW_LIMIT ? rows.length : await countOf(warehouse, sql)
    return finished(test, failures, rows.slice(0, ROW_LIMIT), (nowMs() - startedMs) / 1000)
  } catch (error) {
    if (error instanceof CxkpiError && error.code === 'CXK9130') throw error
    const seconds = (nowMs() - startedMs) / 1000
    return { result: { name: test.name, kind: 'test', status: 'error', seconds, message: explain(error, test) } }
  }
}

async function countOf(warehouse: Warehouse, sql: string): Promise<number> {
  const [row] = await warehouse.rows(`select count(*) as failures from (\n${sql}\n) as failures`)
  return Number(row?.['failures'])
}

function finished(test: TestNode, failures: number, rows: readonly Row[], seconds: number): TestRun {
  const status = failures === 0 ? 'pass' : test.severity === 'warn' ? 'warn' : 'fail'
  const message = failures === 0 ? {} : { message: counted(failures, 'row') }
  return {
    result: { name: test.name, kind: 'test', status, seconds, failures, ...message },
    outcome: { test, status, failures, rows },
  }
}
