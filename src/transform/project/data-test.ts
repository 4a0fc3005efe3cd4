import { CxkpiError } from '../../errors.js'
import { didYouMean } from '../../config/index.js'
import type { Json, Severity, TestNode } from '../manifest.js'
import { toNames } from '../template/context.js'
import type { Macro } from '../template/macros.js'
import { Relation } from '../template/relation.js'
import { projectError } from '../template/syntax-tree.js'
import { MODEL_SCHEMA, type ProjectBase } from './project.js'
import { dataTestSchema, type DataTestConfig } from './schema-yaml.js'
import { testName } from './test-name.js'
import { evaluateArgument } from './trace.js'

/** Where a test is declared: in which file, on what. */
export interface TestPlace {
  readonly path: string
  readonly line: number
  /** A model, or a source as '<source>.<table>'. */
  readonly on: string
  readonly isSource: boolean
  readonly column?: string
  readonly project: ProjectBase
}

const RESERVED = new Set(['name', 'description', 'config', 'arguments'])
/** Given by the runner, not by the YAML. */
const GIVEN = new Set(['model', 'column_name'])

/**
 * Reads one entry of `data_tests`: a name, or a name with arguments (below `arguments`, or beside `config`).
 *
 * @returns undefined where the test is disabled
 * @throws CxkpiError CXK4001 with file and line
 */
export function readDataTest(entry: Json, place: TestPlace): TestNode | undefined {
  const { path, line, on } = place
  const [test, body] = split(entry, place)
  const macro = place.project.macros.get(`test_${test}`)
  if (macro === undefined) {
    const known = [...place.project.macros.keys()]
      .filter((name) => name.startsWith('test_'))
      .map((name) => name.slice(5))
    throw projectError(path, line, `unknown test '${test}'`, didYouMean(test, known) ?? `known: ${known.join(', ')}`)
  }
  const options = readOptions(body, place)
  const plain = Object.entries(body).filter(([key]) => !RESERVED.has(key))
  const { column_name: named, ...args } = { ...options.arguments, ...Object.fromEntries(plain) }
  const column = place.column ?? (typeof named === 'string' ? named : undefined)
  checkArguments(macro, test, args, column, place)
  const config = { ...place.project.testConfig(path), ...options.config }
  if (config.enabled === false) return undefined
  const identity = { ...args, ...(column === undefined ? {} : { column_name: column }) }
  const { refs, sources } = traceArguments(args, place)
  return {
    kind: 'test',
    name: options.name ?? testName(place.isSource ? 'source_' : '', test, on.replaceAll('.', '_'), identity),
    path,
    line,
    description: options.description ?? '',
    ...settings(config),
    on,
    ...(column === undefined ? {} : { column }),
    refs: [...new Set([...(place.isSource ? [] : [on]), ...refs])],
    sources: [...new Set([...(place.isSource ? [on] : []), ...sources])],
    generic: { name: test, arguments: args },
  }
}

/** Severity, where, tags and meta of a test's config. */
export function settings(config: DataTestConfig): Pick<TestNode, 'severity' | 'where' | 'tags' | 'meta'> {
  return {
    severity: (config.severity?.toLowerCase() ?? 'error') as Severity,
    ...(config.where === undefined ? {} : { where: config.where }),
    tags: config.tags ?? [],
    meta: config.meta ?? {},
  }
}

type Body = Readonly<Record<string, Json>>

function split(entry: Json, { path, line }: TestPlace): [string, Body] {
  if (typeof entry === 'string') return [entry, {}]
  const [first, ...others] = Object.entries(entry as Body)
  if (first === undefined || others.length > 0) {
    const found = Object.keys(entry as Body).join(', ')
    throw projectError(path, line, `a test has one key, its name, not: ${found}`, 'indent its arguments below the name')
  }
  const body = first[1]
  if (typeof body !== 'object' || Array.isArray(body)) {
    throw projectError(path, line, `the test '${first[0]}' needs a mapping of arguments`)
  }
  return [first[0], (body ?? {}) as Body]
}

function readOptions(body: Body, { path, line }: TestPlace) {
  const own = Object.fromEntries(Object.entries(body).filter(([key]) => RESERVED.has(key)))
  const parsed = dataTestSchema.safeParse(own)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const hint = issue?.code === 'unrecognized_keys' ? 'known in config: severity, where, tags, enabled, meta' : undefined
  throw projectError(path, line, issue?.message.toLowerCase() ?? 'invalid test', hint)
}

function checkArguments(
  macro: Macro,
  test: string,
  args: Body,
  column: string | undefined,
  { path, line }: TestPlace,
): void {
  const parameters = macro.parameters.map(({ name }) => name).filter((name) => !GIVEN.has(name))
  for (const name of Object.keys(args)) {
    if (parameters.includes(name)) continue
    const hint = didYouMean(name, [...parameters, ...RESERVED]) ?? `known: ${[...parameters, ...RESERVED].join(', ')}`
    throw projectError(path, line, `the test '${test}' has no argument '${name}'`, hint)
  }
  const missing = macro.parameters.find(
    ({ name, fallback }) => !GIVEN.has(name) && fallback === undefined && !(name in args),
  )
  if (missing !== undefined) throw projectError(path, line, `the test '${test}' needs '${missing.name}'`)
  const needsColumn = macro.parameters.some(({ name, fallback }) => name === 'column_name' && fallback === undefined)
  if (needsColumn && column === undefined) throw projectError(path, line, `the test '${test}' stands below a column`)
}

function traceArguments(args: Body, { path, line, project }: TestPlace): { refs: Set<string>; sources: Set<string> } {
  const refs = new Set<string>()
  const sources = new Set<string>()
  const names = toNames(
    {
      ref: (name) => (refs.add(name), new Relation(MODEL_SCHEMA, name)),
      source: (source, table) => (sources.add(`${source}.${table}`), new Relation(source, table)),
      vars: project.vars,
      this: new Relation(MODEL_SCHEMA, ''),
      isIncremental: false,
      config: () => undefined,
    },
    project.macros,
  )
  try {
    for (const value of Object.values(args)) evaluateArgument(value, path, names)
  } catch (error) {
    if (error instanceof CxkpiError) throw projectError(path, line, error.message, error.detail.hint)
    throw error
  }
  return { refs, sources }
}
