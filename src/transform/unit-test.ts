import { builtTexts } from '../config/index.js'
import { CxkpiError } from '../errors.js'
import type { Row } from '../result.js'
import type { Warehouse } from '../warehouse/index.js'
import { compileModel, compileQuery } from './compile.js'
import { explain } from './explain.js'
import { digest } from './fingerprint.js'
import { fixtureQuery } from './fixtures.js'
import type { ModelNode, UnitTestInput, UnitTestNode } from './manifest.js'
import { MODEL_SCHEMA, type Project } from './project/project.js'
import type { Relations } from './relations.js'
import type { NodeResult } from './results.js'
import { Relation } from './template/relation.js'
import { differenceTable } from './difference-table.js'

/** How many differing rows a message shows. */
const SHOWN_ROWS = 20

/** Whether a unit test of this fingerprint passed when cxkpi was built. */
export const hasPassedBefore = builtTexts<boolean>('unit-tests')

/**
 * Runs a model's SQL over the rows that its unit test gives and compares the result with what it expects, as a bag of
 * rows over the columns the expectation names.
 *
 * The outcome depends on nothing but its text and the columns it reads, so a test that passed is not run again, be it in
 * this database or when cxkpi was built; to see that, the rows need not be written as SQL.
 *
 * @param hasPassed whether a test of a fingerprint has passed
 */
export async function runUnitTest(
  warehouse: Warehouse,
  project: Project,
  test: UnitTestNode,
  relations: Relations,
  hasPassed: (fingerprint: string) => boolean,
  nowMs: () => number,
): Promise<NodeResult> {
  const startedMs = nowMs()
  const finish = (rest: Pick<NodeResult, 'status' | 'message' | 'failures' | 'fingerprint'>): NodeResult => ({
    name: test.name,
    kind: 'unit_test',
    seconds: (nowMs() - startedMs) / 1000,
    ...rest,
  })
  try {
    const columns = await givenColumns(warehouse, project, test, relations)
    const made = compileUnitTest(project, test, ({ input, rows }) => JSON.stringify([rows, [...columns.get(input)!]]))
    const fingerprint = digest([made, JSON.stringify(test.expected)])
    if (hasPassed(fingerprint)) return finish({ status: 'reused', fingerprint })
    const sql = compileUnitTest(project, test, ({ input, rows }) =>
      fixtureQuery(rows, columns.get(input)!, `the rows given for ${input}`),
    )
    const difference = await differenceOf(warehouse, test, sql)
    if (difference === undefined) return finish({ status: 'pass', failures: 0, fingerprint })
    return finish({ status: 'fail', ...difference })
  } catch (error) {
    if (error instanceof CxkpiError && error.code === 'CXK9130') throw error
    return finish({ status: 'error', message: explain(error, test) })
  }
}

/** The model's SQL with what a test gives in the place of everything it reads: queries, and rows as they are written. */
function compileUnitTest(project: Project, test: UnitTestNode, write: (given: UnitTestInput) => string): string {
  const { macros } = test.overrides
  return compileModel(withVarsOf(project, test), modelOf(project, test), {
    inputs: new Map(test.given.map((given) => [given.input, given.sql ?? write(given)])),
    isIncremental: macros['is_incremental'] === true,
    overrides: Object.fromEntries(Object.entries(macros).map(([name, value]) => [name, () => value])),
  })
}

function withVarsOf(project: Project, test: UnitTestNode): Project {
  return { ...project, vars: { ...project.vars, ...test.overrides.vars } }
}

function modelOf(project: Project, test: UnitTestNode): ModelNode {
  return project.manifest.nodes.get(test.model) as ModelNode
}

/** The columns of each input of which a test gives rows. */
async function givenColumns(
  warehouse: Warehouse,
  project: Project,
  test: UnitTestNode,
  relations: Relations,
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const columns = new Map<string, ReadonlyMap<string, string>>()
  for (const { input, sql } of test.given) {
    if (sql !== undefined) continue
    columns.set(input, await inputColumns(warehouse, withVarsOf(project, test), test, input, relations))
  }
  return columns
}

/** The columns of an input: those of its table or view, or, where it has not been built, of its query. */
async function inputColumns(
  warehouse: Warehouse,
  project: Project,
  test: UnitTestNode,
  input: string,
  relations: Relations,
): Promise<ReadonlyMap<string, string>> {
  // The model's own table may be of an older version: what counts is what the model makes now.
  const name = input === 'this' ? test.model : input
  const node = project.manifest.nodes.get(name)
  if (node?.kind === 'source') return relations.columnTypes(warehouse, node.relation.toString())
  if ((input !== 'this' && relations.kindOf(name) !== undefined) || node?.kind === 'seed') {
    return relations.columnTypes(warehouse, new Relation(MODEL_SCHEMA, name).toString())
  }
  const unbuilt = [...project.manifest.nodes.values()].filter(
    (each) => each.kind === 'model' && relations.kindOf(each.name) === undefined,
  )
  return relations.columnTypes(
    warehouse,
    `(\n${compileQuery(project, name, {}, { inline: unbuilt.map((each) => each.name) })}\n)`,
  )
}

/** What the model makes but is not expected, and what is expected but not made; undefined where they agree. */
async function differenceOf(
  warehouse: Warehouse,
  test: UnitTestNode,
  sql: string,
): Promise<Pick<NodeResult, 'message' | 'failures'> | undefined> {
  const actual = await warehouse.query(sql)
  const types = new Map(actual.columns.map(({ name, databaseType }) => [name, databaseType]))
  const names = namesIn(test, types)
  const expected = await warehouse.rows(fixtureQuery(test.expected, types, 'the expected rows'))
  const rows = [
    ...without(actual.rows, expected, names).map((row) => ({ difference: '+ actual', ...row })),
    ...without(expected, actual.rows, names).map((row) => ({ difference: '- expected', ...row })),
  ]
  if (rows.length === 0) return undefined
  const shown = besideEachOther(rows, names).slice(0, SHOWN_ROWS)
  const more = rows.length > shown.length ? `\n… and ${rows.length - shown.length} more` : ''
  return {
    failures: rows.length,
    message: `${rows.length} rows differ\n${differenceTable(['difference', ...names], shown)}${more}`,
  }
}

/** The rows that are left of a bag when those of another are taken out, one for one. */
function without(rows: readonly Row[], others: readonly Row[], names: readonly string[]): Row[] {
  const left = new Map<string, number>()
  for (const row of others) left.set(keyOf(row, names), (left.get(keyOf(row, names)) ?? 0) + 1)
  return rows.filter((row) => {
    const key = keyOf(row, names)
    const count = left.get(key) ?? 0
    left.set(key, count - 1)
    return count <= 0
  })
}

function keyOf(row: Row, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => (row[name] === null ? null : String(row[name]))))
}

/** The columns the expectation names, in the model's order; all of them where it expects no rows. */
function namesIn(test: UnitTestNode, types: ReadonlyMap<string, string>): string[] {
  if (test.expected.length === 0) return [...types.keys()]
  const expected = new Set(test.expected.flatMap((row) => Object.keys(row).map((name) => name.toLowerCase())))
  return [...types.keys()].filter((name) => expected.has(name.toLowerCase()))
}

/** Sorted by value, so that a row that is there and its like that is expected stand together. */
function besideEachOther(rows: readonly Row[], names: readonly string[]): Row[] {
  return [...rows].sort((left, right) => (keyOf(left, names) < keyOf(right, names) ? -1 : 1))
}
