import { CxkpiError } from '../errors.js'
import { closestNames } from '../config/index.js'
import { childrenByParent, inOrder, parentsOf, reachable } from './graph.js'
import { isBuilt, isTest, type Manifest, type Node } from './manifest.js'

/** One criterion: `2+name+1`, `@name`, `path:models/marts`, `tag:daily`, `name*`. */
const CRITERION =
  /^(?<at>@)?(?:(?<up>\d*)(?<ancestors>\+))?(?:(?<method>\w+):)?(?<value>[^+@:,\s]+)(?:(?<descendants>\+)(?<down>\d*))?$/

/**
 * The names of the nodes that selectors name, parents before children, each with the tests that stand on it.
 *
 * The core of dbt's grammar: union by space (or several selectors), intersection by comma; union binds weaker.
 *
 * @throws CxkpiError CXK1001 (not the grammar), CXK5001 (a criterion matches nothing)
 */
export function selectNodes(manifest: Manifest, selectors: readonly string[]): string[] {
  const unions = selectors.flatMap((selector) => selector.split(/\s+/)).filter((text) => text !== '')
  const named = new Set<string>()
  for (const union of unions) {
    const sets = union.split(',').map((criterion) => matching(manifest, criterion))
    const [first, ...others] = sets
    const common = [...first!].filter((name) => others.every((set) => set.has(name)))
    if (common.length === 0) throw new CxkpiError('CXK5001', `--select '${union}' matches no model`)
    for (const name of common) named.add(name)
  }
  const selected = withTests(manifest, named)
  return inOrder(manifest.nodes)
    .map(({ name }) => name)
    .filter((name) => selected.has(name))
}

/** A selected model brings every test that stands on it. */
function withTests({ nodes }: Manifest, named: ReadonlySet<string>): Set<string> {
  const tests = [...nodes.values()].filter(
    (node) => isTest(node) && parentsOf(node).some((parent) => named.has(parent)),
  )
  return new Set([...named, ...tests.map(({ name }) => name)])
}

function matching(manifest: Manifest, criterion: string): Set<string> {
  const parts = CRITERION.exec(criterion)?.groups
  if (parts === undefined) {
    throw new CxkpiError('CXK1001', `--select '${criterion}' is not understood`, {
      hint: 'use a name, name*, path:…, tag:…, source:…, with + or @ before and + behind',
    })
  }
  const { nodes } = manifest
  const children = childrenByParent(nodes)
  const up = (name: string): string[] => parentsOf(nodes.get(name)!).filter((parent) => nodes.has(parent))
  const down = (name: string): string[] => (children.get(name) ?? []).filter((child) => !isTest(nodes.get(child)!))
  const start = namedBy(manifest, parts['method'], parts['value']!, criterion)
  const found = new Set(start)
  const add = (names: Iterable<string>): void => {
    for (const name of names) found.add(name)
  }
  if (parts['ancestors'] !== undefined) add(reachable(start, up, steps(parts['up'])))
  if (parts['descendants'] !== undefined) add(reachable(start, down, steps(parts['down'])))
  if (parts['at'] !== undefined) add(reachable(reachable(start, down), up))
  return new Set([...found].filter((name) => isSelectable(nodes.get(name)!)))
}

function isSelectable(node: Node): boolean {
  return isBuilt(node) || isTest(node)
}

function steps(text: string | undefined): number {
  return text === undefined || text === '' ? Infinity : Number(text)
}

function namedBy(manifest: Manifest, method: string | undefined, value: string, criterion: string): string[] {
  const all = [...manifest.nodes.values()]
  const pattern = new RegExp(`^${value.split('*').map(escaped).join('.*')}$`)
  const found = all.filter((node) => matches(node, method, value, pattern)).map(({ name }) => name)
  if (found.length > 0) return found
  const near = closestNames(
    value,
    all.filter(isSelectable).map(({ name }) => name),
  )
  throw new CxkpiError('CXK5001', `--select '${criterion}' matches no model`, {
    hint: near.length === 0 ? "'cxkpi ls' lists the models" : `closest: ${near.join(', ')}`,
  })
}

function matches(node: Node, method: string | undefined, value: string, pattern: RegExp): boolean {
  switch (method) {
    case undefined:
      return isSelectable(node) && pattern.test(node.name)
    case 'path': {
      const path = value.replace(/^(?:\.\/)?(?:sql\/)?/, '').replace(/\/$/, '')
      return isBuilt(node) && (node.path === path || node.path.startsWith(`${path}/`))
    }
    case 'tag':
      return isSelectable(node) && node.tags.some((tag) => pattern.test(tag))
    case 'source':
      return node.kind === 'source' && (pattern.test(node.name) || node.name.startsWith(`${value}.`))
    default:
      throw new CxkpiError('CXK1001', `--select: unknown method '${method}:'`, { hint: 'known: path:, tag:, source:' })
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
