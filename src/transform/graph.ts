import type { Node } from './manifest.js'

/** The nodes a node reads, models and sources alike. */
export function parentsOf(node: Node): string[] {
  return node.kind === 'source' ? [] : [...node.refs, ...node.sources]
}

/** For every node, the nodes that read it. */
export function childrenByParent(nodes: ReadonlyMap<string, Node>): Map<string, string[]> {
  const children = new Map<string, string[]>([...nodes.keys()].map((name) => [name, []]))
  for (const node of nodes.values()) for (const parent of parentsOf(node)) children.get(parent)?.push(node.name)
  return children
}

/** Everything within so many steps of some nodes, themselves included. */
export function reachable(
  from: Iterable<string>,
  next: (name: string) => readonly string[],
  steps = Infinity,
): Set<string> {
  const found = new Set(from)
  let edge = [...found]
  for (let step = 0; step < steps && edge.length > 0; step += 1) {
    edge = edge.flatMap((name) => next(name).filter((other) => !found.has(other)))
    for (const name of edge) found.add(name)
    edge = [...new Set(edge)]
  }
  return found
}

/** The names along a circle, the first repeated at the end; undefined where there is none. */
export function findCycle(nodes: ReadonlyMap<string, Node>): string[] | undefined {
  const done = new Set<string>()
  const visit = (name: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name]
    if (done.has(name)) return undefined
    const node = nodes.get(name)
    for (const parent of node === undefined ? [] : parentsOf(node)) {
      const cycle = visit(parent, [...path, name])
      if (cycle !== undefined) return cycle
    }
    done.add(name)
    return undefined
  }
  for (const name of nodes.keys()) {
    const cycle = visit(name, [])
    if (cycle !== undefined) return cycle.reverse()
  }
  return undefined
}

/** The nodes with every parent before its children; among equals, by name. */
export function inOrder(nodes: ReadonlyMap<string, Node>): Node[] {
  const ordered: Node[] = []
  const done = new Set<string>()
  const visit = (node: Node): void => {
    if (done.has(node.name)) return
    done.add(node.name)
    for (const parent of parentsOf(node)) {
      const parentNode = nodes.get(parent)
      if (parentNode !== undefined) visit(parentNode)
    }
    ordered.push(node)
  }
  const byName = [...nodes.values()].sort((left, right) => (left.name < right.name ? -1 : 1))
  byName.forEach(visit)
  return ordered
}
