import { parentsOf, reachable } from './graph.js'
import { isBuilt, type Manifest, type Node } from './manifest.js'
import type { NodeResult } from './results.js'

/** What has failed so far, and what may therefore not run. */
export class Blockers {
  /** The first cause, by each node that failed or was skipped. */
  private readonly causes = new Map<string, string>()
  private readonly failedTests: { readonly name: string; readonly parents: readonly string[] }[] = []
  private readonly ancestors = new Map<string, Set<string>>()

  constructor(private readonly manifest: Manifest) {}

  add(result: NodeResult): void {
    const { name, status } = result
    if (status !== 'error' && status !== 'fail' && status !== 'skipped') return
    const node = this.manifest.nodes.get(name)
    if (node === undefined) return
    if (isBuilt(node)) this.causes.set(name, result.because ?? `${name} failed`)
    else if (node.kind === 'unit_test' && status !== 'skipped') this.causes.set(node.model, `${name} failed`)
    else if (node.kind === 'test' && status !== 'skipped') this.failedTests.push({ name, parents: parentsOf(node) })
  }

  /**
   * Why a node must be skipped; undefined where it may run.
   *
   * A failed error-level test blocks a model when all that the test reads lies above that model, as in dbt.
   */
  reasonFor(node: Node): string | undefined {
    const own = this.causes.get(node.name)
    if (own !== undefined) return own
    for (const parent of parentsOf(node)) {
      const cause = this.causes.get(parent)
      if (cause !== undefined) return cause
    }
    if (!isBuilt(node) || this.failedTests.length === 0) return undefined
    const above = this.ancestorsOf(node)
    const test = this.failedTests.find(({ parents }) => parents.every((parent) => above.has(parent)))
    return test === undefined ? undefined : `${test.name} failed`
  }

  private ancestorsOf(node: Node): Set<string> {
    const known = this.ancestors.get(node.name)
    if (known !== undefined) return known
    const up = (name: string): string[] => {
      const parent = this.manifest.nodes.get(name)
      return parent === undefined ? [] : parentsOf(parent)
    }
    const found = reachable(parentsOf(node), up)
    this.ancestors.set(node.name, found)
    return found
  }
}
