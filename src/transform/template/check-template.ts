import { didYouMean } from '../../config/index.js'
import { sourceOf, testName } from './expression.js'
import { FILTERS } from './filters.js'
import { TESTS } from './operations.js'
import { childrenOf, isNode, nodeIn, projectError, type SyntaxNode } from './syntax-tree.js'

const STATEMENTS = ['NodeList', 'Root', 'Output', 'TemplateData', 'If', 'For', 'Set', 'Capture']
const EXPRESSIONS = [
  'Literal',
  'Symbol',
  'Group',
  'Array',
  'Dict',
  'Pair',
  'KeywordArgs',
  'LookupVal',
  'FunCall',
  'Filter',
]
const OPERATORS = ['InlineIf', 'And', 'Or', 'Not', 'In', 'Is', 'Concat', 'Compare', 'CompareOperand', 'Neg']
/** Without `/`: Python writes 4 / 2 as 2.0, which JavaScript cannot tell from 2. */
const ARITHMETIC = ['Add', 'Sub', 'Mul', 'FloorDiv', 'Mod', 'Pow']
const SUPPORTED = new Set([...STATEMENTS, ...EXPRESSIONS, ...OPERATORS, ...ARITHMETIC])

/** Fields that hold names, not expressions. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  Pair: ['key'],
  Filter: ['name'],
  Is: ['right'],
  For: ['name'],
  Set: ['targets'],
}

/** The mappings whose entries may be called: `dbt.datediff(…)`, `adapter.dispatch('…')(…)`. */
const NAMESPACES = new Set(['dbt', 'adapter'])

/**
 * Refuses what cxkpi does not render and names that nothing defines, in branches that are not taken too.
 *
 * @throws CxkpiError CXK4001 with file and line
 */
export function checkTemplate(tree: SyntaxNode, path: string, names: readonly string[]): void {
  const known = new Set([...names, ...namesBoundIn(tree)])
  const check = (node: SyntaxNode): void => {
    const problem = problemOf(node, known)
    if (problem !== undefined) throw projectError(path, node.lineno + 1, problem.message, problem.hint)
    partsOf(node).forEach(check)
  }
  check(tree)
}

interface Problem {
  readonly message: string
  readonly hint?: string | undefined
}

function problemOf(node: SyntaxNode, known: ReadonlySet<string>): Problem | undefined {
  if (node.typename === 'Div') return { message: "'/' is not supported in templates", hint: 'divide in SQL, or use //' }
  if (!SUPPORTED.has(node.typename)) return { message: `{% ${node.typename.toLowerCase()} %} is not supported here` }
  switch (node.typename) {
    case 'Symbol':
      return known.has(textOf(node)) ? undefined : undefinedName(node, known)
    case 'Filter':
      return filterProblem(node)
    case 'Is':
      if (testName(nodeIn(node, 'right')) in TESTS) return undefined
      return {
        message: `unknown test 'is ${testName(nodeIn(node, 'right'))}'`,
        hint: `known: ${Object.keys(TESTS).join(', ')}`,
      }
    case 'FunCall':
      return callProblem(nodeIn(node, 'name'), known)
    default:
      return undefined
  }
}

function undefinedName(node: SyntaxNode, known: ReadonlySet<string>): Problem {
  return { message: `'${textOf(node)}' is not defined`, hint: didYouMean(textOf(node), known) }
}

function filterProblem(node: SyntaxNode): Problem | undefined {
  const name = textOf(nodeIn(node, 'name'))
  if (!Object.hasOwn(FILTERS, name)) {
    return { message: `unknown filter '${name}'`, hint: `known: ${Object.keys(FILTERS).join(', ')}` }
  }
  const isNamed = childrenOf(nodeIn(node, 'args')).some((child) => child.typename === 'KeywordArgs')
  return isNamed ? { message: `the filter '${name}' takes no named arguments here` } : undefined
}

/** A call must be of a known name, of an entry of a namespace, or of what adapter.dispatch('…') returns. */
function callProblem(name: SyntaxNode, known: ReadonlySet<string>): Problem | undefined {
  if (name.typename === 'Symbol') {
    if (known.has(textOf(name))) return undefined
    return {
      message: `unknown function ${textOf(name)}()`,
      hint: didYouMean(textOf(name), known) ?? "only the project's macros and dbt's ref, source, config, var, …",
    }
  }
  if (name.typename === 'FunCall' && sourceOf(name) === 'adapter.dispatch()') return undefined
  if (name.typename === 'LookupVal' && NAMESPACES.has(sourceOf(nodeIn(name, 'target')))) return undefined
  return { message: `${sourceOf(name)}() is not supported`, hint: 'methods of values are not; filters are' }
}

function textOf(symbol: SyntaxNode): string {
  return String(symbol['value'])
}

/** The nodes below a node that are expressions or statements. `x is defined` and `x | default(…)` do not need x to be. */
function partsOf(node: SyntaxNode): SyntaxNode[] {
  if (node.typename === 'Is' && nodeIn(node, 'left').typename === 'Symbol') return []
  if (node.typename === 'Filter' && textOf(nodeIn(node, 'name')) === 'default') {
    const [value, ...others] = childrenOf(nodeIn(node, 'args'))
    return value?.typename === 'Symbol' ? others : [nodeIn(node, 'args')]
  }
  const fields = [...(node['fields'] as string[]), ...(node.typename === 'Set' ? ['body'] : [])]
  return fields
    .filter((field) => NAMES[node.typename]?.includes(field) !== true)
    .flatMap((field) => node[field])
    .filter(isNode)
}

/** Every name that the template itself sets, loops over or receives. */
function namesBoundIn(tree: SyntaxNode): Set<string> {
  const names = new Set<string>()
  const add = (node: SyntaxNode): void => {
    if (node.typename === 'Symbol') names.add(textOf(node))
    else childrenOf(node).forEach(add)
  }
  const collect = (node: SyntaxNode): void => {
    if (node.typename === 'For') {
      add(nodeIn(node, 'name'))
      names.add('loop')
    }
    if (node.typename === 'Set') (node['targets'] as SyntaxNode[]).forEach(add)
    partsOf(node).forEach(collect)
  }
  collect(tree)
  return names
}
