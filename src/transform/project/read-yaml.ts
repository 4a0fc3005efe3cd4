import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'
import { didYouMean } from '../../config/index.js'
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
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter })
  const lineOf = (at: readonly PropertyKey[]): number => counter.linePos(offsetOf(document, at)).line
  const broken = document.errors.map((error) =>
    projectError(
      path,
      counter.linePos(error.pos[0]).line,
      error.message.split('\n', 1)[0]!.replace(/ at line .*$/, ''),
    ),
  )
  if (broken.length > 0) return { path, value: undefined, problems: broken, lineOf }
  const parsed = schema.safeParse(document.toJS() ?? {})
  if (parsed.success) return { path, value: parsed.data, problems: [], lineOf }
  const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue, path, schema, lineOf))
  return { path, value: undefined, problems, lineOf }
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

/** Where a path of keys stands: at the key of its last step, or as near as the document goes. */
function offsetOf(document: Document, at: readonly PropertyKey[]): number {
  for (let length = at.length; length > 0; length -= 1) {
    const parent = document.getIn(at.slice(0, length - 1), true)
    const last = at[length - 1]
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => isScalar(key) && key.value === last)
      if (isNode(pair?.key) && pair.key.range) return pair.key.range[0]
    }
    const node = document.getIn(at.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
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
