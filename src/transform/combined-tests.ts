import type { Warehouse } from '../warehouse/index.js'
import type { TestNode } from './manifest.js'
import { MODEL_SCHEMA, type Project } from './project/project.js'
import { Relation } from './template/relation.js'

/**
 * Tests that pass without a look at their rows, found in one scan of what they stand on.
 *
 * @param among a condition on the rows that they read; all where it is not said
 */
export async function testsThatPass(
  warehouse: Warehouse,
  project: Project,
  on: string,
  tests: readonly TestNode[],
  among?: string,
): Promise<Set<string>> {
  const counted = tests.flatMap((test) => {
    const failures = failureCount(project, test)
    return failures === undefined || test.on !== on ? [] : [{ test, failures }]
  })
  if (counted.length < 2 || isEphemeral(project, on)) return new Set()
  const columns = counted.map(({ failures }, index) => `${failures} as t${index}`)
  const rows = among === undefined ? '' : ` where ${among}`
  try {
    const [row] = await warehouse.rows(`select ${columns.join(',\n')} from ${relationOf(project, on)}${rows}`)
    return new Set(counted.filter((_test, index) => row?.[`t${index}`] === 0).map(({ test }) => test.name))
  } catch {
    // One of them does not run: each is run by itself, and says so by itself.
    return new Set()
  }
}

function isEphemeral(project: Project, name: string): boolean {
  const node = project.manifest.nodes.get(name)
  return node?.kind === 'model' && node.config.materialized === 'ephemeral'
}

function relationOf(project: Project, name: string): Relation {
  const node = project.manifest.nodes.get(name)
  return node?.kind === 'source' ? node.relation : new Relation(MODEL_SCHEMA, name)
}

/** An aggregate that is 0 exactly when dbt's own test of this name returns no row; undefined for all other tests. */
function failureCount(project: Project, test: TestNode): string | undefined {
  const { generic, column, where } = test
  if (generic === undefined || column === undefined || where?.includes('{') === true) return undefined
  if (project.macros.get(`test_${generic.name}`)?.path !== 'dbt') return undefined
  const among = where === undefined ? 'true' : `(${where})`
  switch (generic.name) {
    case 'not_null':
      return `count(*) filter (where ${among} and ${column} is null)`
    case 'unique':
      return `count(${column}) filter (where ${among}) - count(distinct ${column}) filter (where ${among})`
    case 'accepted_values':
      return acceptedValues(test, column, among)
    default:
      return undefined
  }
}

function acceptedValues({ generic }: TestNode, column: string, among: string): string | undefined {
  const { values, quote } = generic!.arguments
  if (!Array.isArray(values) || values.some((value) => typeof value !== 'string' || value.includes('{')))
    return undefined
  const list = (values as string[]).map((value) => (quote === false ? value : `'${value}'`))
  return `count(*) filter (where ${among} and ${column} not in (${list.join(', ')}))`
}
