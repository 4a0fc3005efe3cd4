import { didYouMean } from '../../config/index.js'
import { checkTemplate } from './check-template.js'
import { evaluate } from './expression.js'
import { renderBlock } from './render.js'
import { Scope, type Names } from './scope.js'
import { builtTemplate, childrenOf, nodeIn, parseTemplate, projectError, type SyntaxNode } from './syntax-tree.js'
import { TemplateFault, type Named, type TemplateFunction, type TemplateValue } from './values.js'

/** A `{% macro %}` of the project; a generic test is the macro test_<name>. */
export interface Macro {
  readonly name: string
  readonly path: string
  readonly parameters: readonly Parameter[]
  readonly body: SyntaxNode
}

interface Parameter {
  readonly name: string
  readonly fallback?: SyntaxNode
}

/**
 * The macros of one file.
 *
 * @throws CxkpiError CXK4001 where a file holds anything but macros, tests and comments
 */
export function parseMacros(source: string, path: string): Macro[] {
  const tree = builtTemplate(source) ?? parseMacroFile(source, path)
  return childrenOf(tree).flatMap((node) => {
    if (node.typename === 'Macro') return [toMacro(node, path)]
    const isBlank = childrenOf(node).every(
      (child) => child.typename === 'TemplateData' && String(child['value']).trim() === '',
    )
    if (node.typename === 'Output' && isBlank) return []
    throw projectError(path, node.lineno + 1, 'only macros and tests may stand in a macro file')
  })
}

/** The tree of a macro file, in which `{% test name(…) %}` is the macro test_name, as in dbt. */
export function parseMacroFile(source: string, path: string): SyntaxNode {
  return parseTemplate(withTestsAsMacros(source), path)
}

/** Checks the bodies of macros, once all names are known. */
export function checkMacro(macro: Macro, names: readonly string[]): void {
  checkTemplate(macro.body, macro.path, [...names, ...macro.parameters.map((parameter) => parameter.name)])
}

/** The line numbers stay. */
function withTestsAsMacros(source: string): string {
  return source
    .replace(/\{%(-?)\s*test\s+(\w+)/g, '{%$1 macro test_$2')
    .replace(/\{%(-?)\s*endtest\s*(-?)%\}/g, '{%$1 endmacro $2%}')
}

function toMacro(node: SyntaxNode, path: string): Macro {
  const parameters = childrenOf(nodeIn(node, 'args')).flatMap((child): Parameter[] =>
    child.typename === 'KeywordArgs'
      ? childrenOf(child).map((pair) => ({ name: nameOf(nodeIn(pair, 'key')), fallback: nodeIn(pair, 'value') }))
      : [{ name: nameOf(child) }],
  )
  return { name: nameOf(nodeIn(node, 'name')), path, parameters, body: nodeIn(node, 'body') }
}

function nameOf(symbol: SyntaxNode): string {
  return String(symbol['value'])
}

/** A macro as a function; it sees its arguments and the names of the template that is being rendered. */
export function toFunction(macro: Macro, names: Names): TemplateFunction {
  return (args, named) => callMacro(macro, names, args, named)
}

/** The text a macro makes of its arguments. */
export function callMacro(macro: Macro, names: Names, args: readonly TemplateValue[], named: Named): string {
  const scope = new Scope(names)
  const place = { path: macro.path, scope }
  checkArguments(macro, args, named)
  macro.parameters.forEach(({ name, fallback }, index) => {
    const given = index < args.length ? args[index] : named[name]
    const isGiven = index < args.length || Object.hasOwn(named, name)
    scope.set(name, isGiven || fallback === undefined ? given : evaluate(fallback, place))
  })
  return renderBlock(macro.body, place)
}

function checkArguments(macro: Macro, args: readonly TemplateValue[], named: Named): void {
  const names = macro.parameters.map((parameter) => parameter.name)
  if (args.length > names.length) {
    throw new TemplateFault(`${macro.name}() takes ${names.length} arguments, not ${args.length}`)
  }
  for (const name of Object.keys(named)) {
    if (!names.includes(name)) {
      throw new TemplateFault(`${macro.name}() has no argument '${name}'`, didYouMean(name, names))
    }
    if (names.indexOf(name) < args.length) throw new TemplateFault(`${macro.name}() is given '${name}' twice`)
  }
}
