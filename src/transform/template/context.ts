import { didYouMean } from '../../config/index.js'
import { DBT_MACROS } from './dbt-macros.js'
import { toFunction, type Macro } from './macros.js'
import { kindOf } from './operations.js'
import type { Relation } from './relation.js'
import type { Names } from './scope.js'
import { TemplateFault, type Named, type TemplateFunction, type TemplateValue } from './values.js'

/** What differs from one rendering to the next. */
export interface RenderContext {
  readonly ref: (name: string) => Relation
  readonly source: (source: string, table: string) => Relation
  readonly vars: Readonly<Record<string, TemplateValue>>
  readonly this: Relation
  readonly isIncremental: boolean
  readonly config: (config: Named) => void
  /** Called for each variable that is asked for. */
  readonly onVariable?: (name: string) => void
  /** Names with fixed values, over everything else: a unit test's overrides of macros. */
  readonly overrides?: Readonly<Record<string, TemplateFunction>>
}

const FUNCTIONS = ['ref', 'source', 'config', 'var', 'this', 'is_incremental', 'adapter', 'dbt', 'target', 'range']
const CONSTANTS: Readonly<Record<string, TemplateValue>> = { True: true, False: false, None: null }

/** Every name a template of the project may use. */
export function knownNames(macros: ReadonlyMap<string, Macro>): string[] {
  return [...FUNCTIONS, ...Object.keys(CONSTANTS), ...macros.keys()]
}

/** The names a rendering sees: dbt's, then the project's macros; each made when it is first asked for. */
export function toNames(context: RenderContext, macros: ReadonlyMap<string, Macro>): Names {
  const values = new Map<string, TemplateValue>([
    ...Object.entries(CONSTANTS),
    ['ref', (args) => context.ref(refName(args))],
    ['source', (args) => context.source(text('source', args, 0), text('source', args, 1))],
    ['config', (_args, named) => (context.config(named), '')],
    ['var', (args) => variable(context, args)],
    ['this', context.this],
    ['is_incremental', () => context.isIncremental],
    ['dbt', DBT_MACROS],
    ['target', { name: 'cxkpi', schema: 'main', type: 'duckdb' }],
    ['range', range],
    ...Object.entries(context.overrides ?? {}),
  ])
  const names: Names = {
    has: (name) => values.has(name) || macros.has(name),
    get: (name) => {
      const macro = values.has(name) ? undefined : macros.get(name)
      if (macro !== undefined) values.set(name, toFunction(macro, names))
      return values.get(name)
    },
  }
  values.set('adapter', { dispatch: (args) => dispatched(text('adapter.dispatch', args, 0), names) })
  return names
}

/** `ref('model')` or `ref('package', 'model')`. */
function refName(args: readonly TemplateValue[]): string {
  return text('ref', args, args.length === 2 ? 1 : 0)
}

function text(name: string, args: readonly TemplateValue[], index: number): string {
  const value = args[index]
  if (typeof value === 'string') return value
  throw new TemplateFault(`${name}() needs a text, not ${kindOf(value)}`)
}

function variable({ vars, onVariable }: RenderContext, args: readonly TemplateValue[]): TemplateValue {
  const name = text('var', args, 0)
  onVariable?.(name)
  if (Object.hasOwn(vars, name)) return vars[name]
  if (args.length > 1) return args[1]
  throw new TemplateFault(
    `the variable '${name}' is not declared`,
    didYouMean(name, Object.keys(vars)) ?? 'declare it under vars in dbt_project.yml',
  )
}

/** DuckDB's version of a macro where there is one, else the default. */
function dispatched(name: string, names: Names): TemplateValue {
  const found = [`duckdb__${name}`, `default__${name}`].find((candidate) => names.has(candidate))
  if (found !== undefined) return names.get(found)
  throw new TemplateFault(`there is neither a macro duckdb__${name} nor default__${name}`)
}

const range: TemplateFunction = (args) => {
  const [start, end] = args.length === 1 ? [0, args[0]] : [args[0], args[1]]
  if (typeof start !== 'number' || typeof end !== 'number') throw new TemplateFault('range() needs numbers')
  return Array.from({ length: Math.max(0, end - start) }, (_value, index) => start + index)
}
