import type { Json } from '../manifest.js'
import { toNames } from '../template/context.js'
import { evaluate } from '../template/expression.js'
import { Relation } from '../template/relation.js'
import { renderTemplate } from '../template/render.js'
import { Scope, type Names } from '../template/scope.js'
import { childrenOf, parseTemplate, type SyntaxNode } from '../template/syntax-tree.js'
import type { Named, TemplateValue } from '../template/values.js'
import { MODEL_SCHEMA, type Project } from './project.js'

/** What a template asks for when it is rendered: the edges of the graph, and its own configuration. */
export interface Trace {
  /** Its SQL, in which every model that it reads is a relation, one that is ephemeral too. */
  readonly sql: string
  readonly refs: string[]
  readonly sources: string[]
  readonly config: Named
}

/** Renders a template without a database, to see what it refers to. */
export function traceTemplate(
  tree: SyntaxNode,
  path: string,
  name: string,
  project: Pick<Project, 'vars' | 'macros'>,
  isIncremental = false,
): Trace {
  const refs = new Set<string>()
  const sources = new Set<string>()
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
    },
    project.macros,
  )
  const sql = renderTemplate(tree, path, names)
  return { sql, refs: [...refs], sources: [...sources], config }
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
