import { evaluate, located, sourceOf, type Place } from './expression.js'
import { isTrue, kindOf, toText } from './operations.js'
import { Scope, type Names } from './scope.js'
import { childrenOf, nodeIn, optionalNodeIn, type SyntaxNode } from './syntax-tree.js'
import { TemplateFault, type TemplateValue } from './values.js'

/** The text that a parsed and checked template makes of the names it sees. */
export function renderTemplate(tree: SyntaxNode, path: string, names: Names): string {
  return renderBlock(tree, { path, scope: new Scope(names) })
}

/** The text of a list of statements, e.g. the body of a loop or a macro. */
export function renderBlock(block: SyntaxNode, place: Place): string {
  let text = ''
  for (const node of childrenOf(block)) {
    try {
      text += renderStatement(node, place)
    } catch (error) {
      throw located(error, node, place.path)
    }
  }
  return text
}

function renderStatement(node: SyntaxNode, place: Place): string {
  switch (node.typename) {
    case 'Output':
      return childrenOf(node)
        .map((child) => (child.typename === 'TemplateData' ? (child['value'] as string) : output(child, place)))
        .join('')
    case 'If': {
      const branch = isTrue(evaluate(nodeIn(node, 'cond'), place))
        ? nodeIn(node, 'body')
        : optionalNodeIn(node, 'else_')
      return branch === undefined ? '' : renderBranch(branch, place)
    }
    case 'For':
      return renderLoop(node, place)
    case 'Set':
      assign(node, place)
      return ''
    default:
      return renderBranch(node, place)
  }
}

/** nunjucks holds an `elif` as a bare If, every other branch as a list. */
function renderBranch(branch: SyntaxNode, place: Place): string {
  return branch.typename === 'If' ? renderStatement(branch, place) : renderBlock(branch, place)
}

function output(node: SyntaxNode, place: Place): string {
  const value = evaluate(node, place)
  try {
    if (value === undefined) throw new TemplateFault(`${sourceOf(node)} is undefined`)
    return toText(value)
  } catch (error) {
    throw located(error, node, place.path)
  }
}

function renderLoop(node: SyntaxNode, place: Place): string {
  const items = evaluate(nodeIn(node, 'arr'), place)
  if (!Array.isArray(items)) throw new TemplateFault(`a loop needs a list, not ${kindOf(items)}`)
  const otherwise = optionalNodeIn(node, 'else_')
  if (items.length === 0) return otherwise === undefined ? '' : renderBlock(otherwise, place)
  const target = nodeIn(node, 'name')
  return items
    .map((item: TemplateValue, index) => {
      const scope = new Scope(place.scope)
      bind(target, item, scope)
      scope.set('loop', loopAt(index, items.length))
      return renderBlock(nodeIn(node, 'body'), { path: place.path, scope })
    })
    .join('')
}

function loopAt(index: number, length: number): TemplateValue {
  return { index: index + 1, index0: index, first: index === 0, last: index === length - 1, length }
}

function bind(target: SyntaxNode, item: TemplateValue, scope: Scope): void {
  if (target.typename === 'Symbol') {
    scope.set(target['value'] as string, item)
    return
  }
  const names = childrenOf(target)
  if (!Array.isArray(item) || item.length !== names.length) {
    throw new TemplateFault(`${names.length} names cannot be taken from ${kindOf(item)}`)
  }
  names.forEach((name, index) => scope.set(name['value'] as string, item[index] as TemplateValue))
}

function assign(node: SyntaxNode, place: Place): void {
  const body = optionalNodeIn(node, 'body')
  const value = body === undefined ? evaluate(nodeIn(node, 'value'), place) : renderBlock(nodeIn(body, 'body'), place)
  for (const target of node['targets'] as SyntaxNode[]) place.scope.set(target['value'] as string, value)
}
