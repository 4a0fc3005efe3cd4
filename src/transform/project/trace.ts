import { textDigest } from '../../config/index.js'
import type { Conditions, Json, Trace } from '../manifest.js'
import { toNames } from '../template/context.js'
import { evaluate } from '../template/expression.js'
import { Relation } from '../template/relation.js'
import { renderTemplate } from '../template/render.js'
import { Scope, type Names } from '../template/scope.js'
import { childrenOf, parseTemplate, type SyntaxNode } from '../template/syntax-tree.js'
import type { Named, TemplateValue } from '../template/values.js'
import { MODEL_SCHEMA, type Project } from './project.js'

type Traced = Pick<Project, 'vars' | 'macros' | 'macroDigest'>

/** Renders a template without a database, to see what it refers to; a bundled one was, when cxkpi was built. */
export function traceTemplate(
  tree: SyntaxNode,
  path: string,
  name: string,
  project: Traced,
  isIncremental = false,
): Trace {
  const built = (tree['traces'] as Trace[] | undefined)?.find(({ under }) => holds(under, name, project, isIncremental))
  return built ?? renderTrace(tree, path, name, project, isIncremental)
}

function holds(under: Conditions, name: string, project: Traced, isIncremental: boolean): boolean {
  return (
    under.name === name &&
    under.isIncremental === isIncremental &&
    under.macros === project.macroDigest &&
    Object.entries(under.vars).every(([variable, value]) => valueOf(project, variable) === value)
  )
}

function valueOf({ vars }: Traced, variable: string): string | null {
  return Object.hasOwn(vars, variable) ? JSON.stringify(vars[variable]) : null
}

/** A trace that is made anew. */
export function renderTrace(
  tree: SyntaxNode,
  path: string,
  name: string,
  project: Traced,
  isIncremental: boolean,
): Trace {
  const refs = new Set<string>()
  const sources = new Set<string>()
  const vars: Record<string, string | null> = {}
  let config: Named = {}
  const names = toNames(
    {
      ref: (ref) => (refs.add(ref), new Relation(MODEL_SCHEMA, ref)),
      source: (source, table) => (sources.add(`${source}.${table}`), new Relation(source, table)),
      vars: project.vars,
      this: new Relation(MODEL_SCHEMA, name),
      isIncremental,
      config: (given) => {
        config = { ...config, ...given }
      },
      onVariable: (variable) => (vars[variable] = valueOf(project, variable)),
    },
    project.macros,
  )
  const sql = textDigest(renderTemplate(tree, path, names))
  const under = { name, isIncremental, macros: project.macroDigest, vars }
  return { sql, refs: [...refs], sources: [...sources], config, under }
}

const CALL = /^\s*(ref|source|var)\s*\(.+\)\s*$/s
const EXPRESSION = /^\s*\{\{(?:(?!\}\}).)*\}\}\s*$/s

/** What an argument of a test stands for: `ref('x')` and `{{ … }}` are evaluated, anything else is itself. */
export function evaluateArgument(value: Json, path: string, names: Names): TemplateValue {
  if (Array.isArray(value)) return value.map((item: Json) => evaluateArgument(item, path, names))
  if (typeof value !== 'string') return value
  const text = CALL.test(value) ? `{{ ${value} }}` : value
  if (!text.includes('{{')) return value
  const tree = parseTemplate(text, path)
  if (!EXPRESSION.test(text)) return renderTemplate(tree, path, names)
  const output = childrenOf(tree)
    .flatMap(childrenOf)
    .find(({ typename }) => typename !== 'TemplateData')
  return output === undefined ? '' : evaluate(output, { path, scope: new Scope(names) })
}
