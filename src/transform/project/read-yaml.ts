import type { z } from 'zod'
import { didYouMean, lineOf, readYamlText } from '../../config/index.js'
import { projectError } from '../template/syntax-tree.js'
import type { CxkpiError } from '../../errors.js'

/** A YAML file after strict parsing; `problems` holds everything that is wrong with it, not only the first. */
export interface YamlFile<T> {
  readonly path: string
  readonly value: T | undefined
  readonly problems: CxkpiError[]
  /** The line of what stands at a path of keys, from 1. */
  readonly lineOf: (at: readonly PropertyKey[]) => number
}

/** Parses a YAML text against a strict schema: an unknown key is a problem, with the key that may have been meant. */
export function readYaml<S extends z.ZodType>(text: string, path: string, schema: S): YamlFile<z.infer<S>> {
  const { value, place, broken } = readYamlText(text)
  const lineAt = (at: readonly PropertyKey[]): number => lineOf(place, at)
  if (broken.length > 0) {
    const problems = broken.map((problem) => projectError(path, problem.line, problem.text))
    return { path, value: undefined, problems, lineOf: lineAt }
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return { path, value: parsed.data, problems: [], lineOf: lineAt }
  const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue, path, schema, lineAt))
  return { path, value: undefined, problems, lineOf: lineAt }
}

type Issue = z.core.$ZodIssue

function problemsOf(issue: Issue, path: string, schema: z.ZodType, lineOf: YamlFile<unknown>['lineOf']): CxkpiError[] {
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path)
    return issue.keys.map((key) =>
      projectError(
        path,
        lineOf([...issue.path, key]),
        `unknown key '${key}'`,
        didYouMean(key, known) ?? (known.length === 0 ? undefined : `known: ${known.join(', ')}`),
      ),
    )
  }
  return [projectError(path, lineOf(issue.path), `${keyPath(issue.path)}: ${issue.message.toLowerCase()}`)]
}

function keyPath(at: readonly PropertyKey[]): string {
  return (
    at
      .map((key) => (typeof key === 'number' ? `[${key}]` : String(key)))
      .join('.')
      .replaceAll('.[', '[') || 'the file'
  )
}

/** The keys a strict object of the schema knows at a path. */
function keysAt(schema: z.ZodType, at: readonly PropertyKey[]): string[] {
  let current = unwrapped(schema)
  for (const key of at) {
    const definition = current._zod.def as {
      type: string
      shape?: Record<string, z.ZodType>
      element?: z.ZodType
      valueType?: z.ZodType
    }
    const next =
      typeof key === 'number' ? definition.element : (definition.shape?.[String(key)] ?? definition.valueType)
    if (next === undefined) return []
    current = unwrapped(next)
  }
  return Object.keys((current._zod.def as { shape?: object }).shape ?? {})
}

function unwrapped(schema: z.ZodType): z.ZodType {
  const { innerType } = schema._zod.def as { innerType?: z.ZodType }
  return innerType === undefined ? schema : unwrapped(innerType)
}
