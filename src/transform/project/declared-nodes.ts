import type { CxkpiError } from '../../errors.js'
import { didYouMean } from '../../config/index.js'
import type { Json, Node, SourceNode } from '../manifest.js'
import { Relation } from '../template/relation.js'
import { projectError } from '../template/syntax-tree.js'
import { readDataTest } from './data-test.js'
import type { Entry, Schema } from './load-schema.js'
import { toColumns } from './model-node.js'
import { collecting } from './problems.js'
import type { ProjectBase } from './project.js'
import type { ColumnYaml, SourceYaml } from './schema-yaml.js'
import { readUnitTest } from './unit-test-yaml.js'

interface Tested {
  readonly columns?: readonly ColumnYaml[] | undefined
  readonly data_tests?: readonly Json[] | undefined
  readonly tests?: readonly Json[] | undefined
}

/** The nodes that only YAML declares: sources, generic tests, unit tests. */
export function declaredNodes(
  schema: Schema,
  built: ReadonlyMap<string, Node>,
  disabled: ReadonlySet<string>,
  project: ProjectBase,
  problems: CxkpiError[],
): Node[] {
  const nodes: Node[] = []
  const tests = (tested: Tested, on: string, entry: Entry<unknown>, at: readonly PropertyKey[]): void => {
    nodes.push(...testsOf(tested, on, entry, at, project, problems))
  }
  for (const entry of schema.models.values()) {
    const { name } = entry.yaml
    if (disabled.has(name)) continue
    if (built.has(name)) tests(entry.yaml, name, entry, [])
    else problems.push(unknownModel(entry, name, built))
  }
  for (const entry of schema.sources.values()) {
    entry.yaml.tables.forEach((table, index) => {
      const node = toSource(entry, index)
      nodes.push(node)
      tests(table, node.name, entry, ['tables', index])
    })
  }
  for (const entry of schema.unitTests.values()) {
    if (disabled.has(entry.yaml.model)) continue
    const node = collecting(problems, () => readUnitTest(entry.yaml, entry.path, entry.lineOf(['name'])))
    if (node !== undefined) nodes.push(node)
  }
  return nodes
}

function unknownModel(entry: Entry<unknown>, name: string, built: ReadonlyMap<string, Node>): CxkpiError {
  const what = { models: 'model', seeds: 'seed', analyses: 'analysis' }[entry.kind as 'models'] ?? entry.kind
  return projectError(
    entry.path,
    entry.lineOf(['name']),
    `there is no ${what} '${name}'`,
    didYouMean(name, built.keys()),
  )
}

function toSource({ yaml, path }: Entry<SourceYaml>, index: number): SourceNode {
  const table = yaml.tables[index]!
  return {
    kind: 'source',
    name: `${yaml.name}.${table.name}`,
    path,
    description: table.description?.trim() ?? '',
    tags: [...(yaml.tags ?? []), ...(table.tags ?? [])],
    meta: { ...yaml.meta, ...table.meta, ...table.config?.meta },
    refs: [],
    sources: [],
    relation: new Relation(yaml.schema ?? yaml.name, table.identifier ?? table.name),
    columns: toColumns(table.columns),
  }
}

/** The tests of a model or source: its own, then its columns'. */
function testsOf(
  tested: Tested,
  on: string,
  entry: Entry<unknown>,
  at: readonly PropertyKey[],
  project: ProjectBase,
  problems: CxkpiError[],
): Node[] {
  const isSource = entry.kind === 'sources'
  const read = (tests: Tested, below: readonly PropertyKey[], column?: string): Node[] => {
    const key = tests.data_tests === undefined ? 'tests' : 'data_tests'
    return (tests[key] ?? []).flatMap((test, index) => {
      const line = entry.lineOf([...below, key, index])
      const place = { path: entry.path, line, on, isSource, project, ...(column === undefined ? {} : { column }) }
      return collecting(problems, () => readDataTest(test, place)) ?? []
    })
  }
  const columns = tested.columns ?? []
  return [
    ...read(tested, at),
    ...columns.flatMap((column, index) => read(column, [...at, 'columns', index], column.name)),
  ]
}
