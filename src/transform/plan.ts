import { inOrder } from './graph.js'
import { isBuilt, type BuiltNode, type Manifest, type TestNode, type UnitTestNode } from './manifest.js'
import { selectNodes } from './select-nodes.js'

/** A node to build, the unit tests that run before it, and the data tests that become due with it. */
export interface Step {
  readonly node: BuiltNode
  readonly unitTests: readonly UnitTestNode[]
  readonly tests: readonly TestNode[]
}

export interface Plan {
  /** Data tests that wait for nothing that is built: on sources, or on models that are not selected. */
  readonly firstTests: readonly TestNode[]
  readonly steps: readonly Step[]
}

/** What a build does, in order: as `dbt build`, each test as soon as all it reads has been built. */
export function planBuild(
  manifest: Manifest,
  { select, tests = true }: { readonly select?: readonly string[]; readonly tests?: boolean },
): Plan {
  const all = inOrder(manifest.nodes)
  const selected = select === undefined || select.length === 0 ? undefined : new Set(selectNodes(manifest, select))
  const nodes = all.filter(({ name }) => selected?.has(name) ?? true)
  const built = nodes.filter(isBuilt)
  const position = new Map(built.map(({ name }, index) => [name, index]))
  const due = new Map<number, TestNode[]>()
  const unitTests = new Map<string, UnitTestNode[]>()
  for (const node of tests ? nodes : []) {
    if (node.kind === 'test') {
      const last = Math.max(-1, ...node.refs.map((ref) => position.get(ref) ?? -1))
      due.set(last, [...(due.get(last) ?? []), node])
    }
    if (node.kind === 'unit_test') unitTests.set(node.model, [...(unitTests.get(node.model) ?? []), node])
  }
  return {
    firstTests: due.get(-1) ?? [],
    steps: built.map((node, index) => ({
      node,
      unitTests: unitTests.get(node.name) ?? [],
      tests: due.get(index) ?? [],
    })),
  }
}
