import { inOrder, parentsOf } from './graph.js'
import type { Task } from './lanes.js'
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

/** Where each node of a plan stands in its order. */
export function positionsIn({ firstTests, steps }: Plan): ReadonlyMap<string, number> {
  const nodes = [...firstTests, ...steps.flatMap(({ node, unitTests, tests }) => [...unitTests, node, ...tests])]
  return new Map(nodes.map(({ name }, index) => [name, index]))
}

/** The steps as tasks: each waits for those that build what its node and its tests read, through what is not built now too. */
export function tasksOf<Lane>(
  { steps }: Plan,
  manifest: Manifest,
  take: (step: Step, lane: Lane) => Promise<void>,
): Task<Lane>[] {
  const tasks = new Map<string, Task<Lane>>()
  const known = new Map<string, ReadonlySet<Task<Lane>>>()
  const standingFor = (name: string): ReadonlySet<Task<Lane>> => {
    const task = tasks.get(name)
    if (task !== undefined) return new Set([task])
    const node = manifest.nodes.get(name)
    const found =
      known.get(name) ?? new Set(node === undefined ? [] : parentsOf(node).flatMap((each) => [...standingFor(each)]))
    known.set(name, found)
    return found
  }
  for (const step of steps) {
    const read = [step.node, ...step.tests].flatMap(parentsOf).filter((name) => name !== step.node.name)
    const after = new Set(read.flatMap((name) => [...standingFor(name)]))
    tasks.set(step.node.name, { after, run: (lane) => take(step, lane) })
  }
  return [...tasks.values()]
}
