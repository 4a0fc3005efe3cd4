import type { ModelConfig, TestNode } from './manifest.js'
import type { Project } from './project/project.js'

/** The relation whose rows a data test judges: what it stands on, or the one that a singular test reads. */
export function testedRelation({ on, refs, sources }: TestNode): string | undefined {
  return sources.length > 0 ? undefined : (on ?? (refs.length === 1 ? refs[0] : undefined))
}

/** The column that says which load last changed a row. */
export const LOAD_COLUMN = 'last_load_id'

const BUILT_IN = ['not_null', 'accepted_values']

/**
 * Which rows of the relation it stands on a data test must read, where it passed when all up to a load was taken in: a
 * condition on them; undefined where it must read all.
 *
 * Tests that judge each row by itself read the rows that changed since; those of uniqueness, the rows that share a value
 * with one that changed. Legs refer to legs of their own conversation, which change together.
 *
 * @param since the newest load that the test has seen
 */
export function touchedRows(project: Project, test: TestNode, relation: string, since: number): string | undefined {
  const changed = `${LOAD_COLUMN} > ${since}`
  const name = test.generic?.name ?? test.name
  if (BUILT_IN.includes(name) || listOf(project.vars['tests_by_row']).includes(name)) return changed
  if (test.generic === undefined) return undefined
  if (name === 'relationships') return isReplacedTogether(project, test) ? changed : undefined
  const grain =
    name === 'unique' ? [test.column!] : name === 'unique_grain' ? listOf(test.generic.arguments['columns']) : []
  if (grain.length === 0) return undefined
  const key = configOf(project, test.on)?.unique_key ?? []
  if (key.length > 0 && key.every((column) => grain.includes(column))) return changed
  return `(${grain.join(', ')}) in (select (${grain.join(', ')}) from ${relation} where ${changed})`
}

/** Whether all that a test reads is replaced by the same key. */
function isReplacedTogether(project: Project, { refs }: TestNode): boolean {
  const keys = refs.map((ref) => configOf(project, ref)?.unique_key ?? [])
  return keys.every((key) => key.length > 0 && key.join() === keys[0]!.join())
}

function configOf(project: Project, name: string | undefined): ModelConfig | undefined {
  const node = name === undefined ? undefined : project.manifest.nodes.get(name)
  return node?.kind === 'model' && node.config.materialized === 'incremental' ? node.config : undefined
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
