import { CxkpiError } from '../../errors.js'
import { FILTERS } from './filters.js'
import { calculate, compare, contains, isMapping, isTrue, kindOf, TESTS, toText } from './operations.js'
import { Relation } from './relation.js'
import type { Scope } from './scope.js'
import { childrenOf, nodeIn, optionalNodeIn, projectError, type SyntaxNode } from './syntax-tree.js'
import { TemplateFault, type Named, type TemplateValue } from './values.js'

/** Where an expression stands: the file for messages, and the names it sees. */
export interface Place {
  readonly path: string
  readonly scope: Scope
}

/**
 * The value of an expression, by Python's rules: empty is false, none is not undefined, equal means equal in type.
 *
 * nunjucks parses; its own evaluation follows JavaScript's rules, under which the same template can mean something else than in dbt.
 *
 * @throws CxkpiError CXK4001 with file and line
 */
export function evaluate(node: SyntaxNode, place: Place): TemplateValue {
  try {
    return evaluateNode(node, place)
  } catch (error) {
    throw located(error, node, place.path)
  }
}

/** Gives a fault its file and line; an error that has a place already keeps it. */
export function located(error: unknown, node: SyntaxNode, path: string): unknown {
  if (error instanceof CxkpiError || !(error instanceof TemplateFault)) return error
  return projectError(path, node.lineno + 1, error.message, error.hint)
}

function evaluateNode(node: SyntaxNode, place: Place): TemplateValue {
  const at = (field: string): TemplateValue => evaluate(nodeIn(node, field), place)
  switch (node.typename) {
    case 'Literal':
      return node['value'] as TemplateValue
    case 'Symbol':
      return place.scope.get(node['value'] as string)
    case 'Group':
      if (childrenOf(node).length !== 1) throw new TemplateFault('tuples are not supported', 'use a list: [a, b]')
      return evaluate(childrenOf(node)[0]!, place)
    case 'Array':
      return childrenOf(node).map((child) => evaluate(child, place))
    case 'Dict':
      return named(node, place)
    case 'LookupVal':
      return lookUp(at('target'), at('val'))
    case 'FunCall':
      return call(node, place)
    case 'Filter':
      return filter(node, place)
    case 'InlineIf':
      return isTrue(at('cond')) ? at('body') : optionalNodeIn(node, 'else_') === undefined ? '' : at('else_')
    case 'And': {
      const left = at('left')
      return isTrue(left) ? at('right') : left
    }
    case 'Or': {
      const left = at('left')
      return isTrue(left) ? left : at('right')
    }
    case 'Not':
      return !isTrue(at('target'))
    case 'In':
      return contains(at('right'), at('left'))
    case 'Is':
      return TESTS[testName(nodeIn(node, 'right'))]!(at('left'))
    case 'Concat':
      return toText(defined(at('left'), node, 'left')) + toText(defined(at('right'), node, 'right'))
    case 'Neg':
      return calculate('Sub', 0, at('target'))
    case 'Compare':
      return comparison(node, place)
    default:
      return calculate(node.typename, at('left'), at('right'))
  }
}

/** The name of the test after `is`, e.g. 'defined'. */
export function testName(node: SyntaxNode): string {
  return (node['value'] as string | null) ?? 'none'
}

function defined(value: TemplateValue, node: SyntaxNode, field: string): TemplateValue {
  if (value !== undefined) return value
  throw new TemplateFault(`${sourceOf(nodeIn(node, field))} is undefined`)
}

/** How an expression is named in a message, e.g. "target.name". */
export function sourceOf(node: SyntaxNode): string {
  if (node.typename === 'Symbol' || node.typename === 'Literal') return String(node['value'])
  if (node.typename === 'LookupVal') return `${sourceOf(nodeIn(node, 'target'))}.${sourceOf(nodeIn(node, 'val'))}`
  if (node.typename === 'FunCall') return `${sourceOf(nodeIn(node, 'name'))}()`
  return 'the expression'
}

function lookUp(target: TemplateValue, key: TemplateValue): TemplateValue {
  if (Array.isArray(target) && typeof key === 'number') return target.at(key) as TemplateValue
  if (isMapping(target) && typeof key === 'string') return Object.hasOwn(target, key) ? target[key] : undefined
  if (target instanceof Relation && (key === 'schema' || key === 'identifier' || key === 'name')) return target[key]
  throw new TemplateFault(
    `${kindOf(target)} has no ${typeof key === 'string' ? `'${key}'` : kindOf(key)}`,
    'methods of values are not supported; filters are',
  )
}

function comparison(node: SyntaxNode, place: Place): boolean {
  let left = evaluate(nodeIn(node, 'expr'), place)
  return (node['ops'] as SyntaxNode[]).every((operand) => {
    const right = evaluate(nodeIn(operand, 'expr'), place)
    const holds = compare(operand['type'] as string, left, right)
    left = right
    return holds
  })
}

function call(node: SyntaxNode, place: Place): TemplateValue {
  const name = nodeIn(node, 'name')
  const callee = evaluate(name, place)
  if (typeof callee !== 'function') throw new TemplateFault(`unknown function ${sourceOf(name)}()`)
  const { positional, keywords } = argumentsOf(nodeIn(node, 'args'), place)
  return callee(positional, keywords)
}

function filter(node: SyntaxNode, place: Place): TemplateValue {
  const { positional } = argumentsOf(nodeIn(node, 'args'), place)
  return FILTERS[nodeIn(node, 'name')['value'] as string]!(positional[0], positional.slice(1))
}

function argumentsOf(args: SyntaxNode, place: Place): { positional: TemplateValue[]; keywords: Named } {
  const positional: TemplateValue[] = []
  let keywords: Named = {}
  for (const child of childrenOf(args)) {
    if (child.typename === 'KeywordArgs') keywords = named(child, place)
    else positional.push(evaluate(child, place))
  }
  return { positional, keywords }
}

function named(node: SyntaxNode, place: Place): Named {
  return Object.fromEntries(
    childrenOf(node).map((pair) => [String(nodeIn(pair, 'key')['value']), evaluate(nodeIn(pair, 'value'), place)]),
  )
}
