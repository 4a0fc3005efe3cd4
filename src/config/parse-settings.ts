import { LineCounter, parseDocument, isMap, isScalar, type Document } from 'yaml'
import type { z } from 'zod'
import { CxkpiError } from '../errors.js'
import { didYouMean } from './closest.js'
import { settingsSchema, type Settings } from './schema.js'

interface Fault {
  readonly line: number
  readonly text: string
}

type Path = readonly (string | number)[]

/**
 * Reads the text of a cxkpi.yml.
 *
 * @throws CxkpiError CXK1002 with every fault, each on its line
 */
export function parseSettings(text: string, path: string): Settings {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const faults: Fault[] = document.errors.map((error) => ({
    line: lines.linePos(error.pos[0]).line,
    text: error.message.split(' at line ')[0] ?? error.message,
  }))
  if (faults.length > 0) throw configError(path, faults)
  const checked = settingsSchema.safeParse(document.toJS() ?? {})
  if (checked.success) return checked.data
  throw configError(
    path,
    checked.error.issues.flatMap((issue) => faultsOf(issue, document, lines)),
  )
}

function faultsOf(issue: z.core.$ZodIssue, document: Document, lines: LineCounter): Fault[] {
  const path = issue.path as Path
  if (issue.code !== 'unrecognized_keys') {
    const name = path.join('.')
    return [{ line: lineOf(document, lines, path), text: name === '' ? issue.message : `${name}: ${issue.message}` }]
  }
  const known = knownKeys(path)
  return issue.keys.map((key) => {
    const near = didYouMean(key, known)
    const place = path.length === 0 ? '' : ` in ${path.join('.')}`
    const help = near ?? `known: ${known.join(', ')}`
    return { line: lineOf(document, lines, [...path, key]), text: `unknown key '${key}'${place}, ${help}` }
  })
}

/** The keys allowed at a place, read from the schema itself. */
function knownKeys(path: Path): string[] {
  let schema: unknown = settingsSchema
  for (const step of path) schema = typeof step === 'number' ? elementOf(schema) : shapeOf(schema)[step]
  return Object.keys(shapeOf(schema))
}

function shapeOf(schema: unknown): Record<string, unknown> {
  return (unwrapped(schema) as { shape?: Record<string, unknown> }).shape ?? {}
}

function elementOf(schema: unknown): unknown {
  return (unwrapped(schema) as { element?: unknown }).element
}

function unwrapped(schema: unknown): object {
  const optional = schema as { unwrap?: () => unknown; element?: unknown }
  return (optional.element === undefined ? optional.unwrap?.() : undefined) ?? (schema as object)
}

function lineOf(document: Document, lines: LineCounter, path: Path): number {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents
  const last = path.at(-1)
  const pair = isMap(parent) ? parent.items.find((item) => isScalar(item.key) && item.key.value === last) : undefined
  const node = (pair?.key ?? (path.length > 0 ? document.getIn(path, true) : document.contents)) as
    { range?: [number, number, number] | null } | null | undefined
  return node?.range == null ? 1 : lines.linePos(node.range[0]).line
}

function configError(path: string, faults: readonly Fault[]): CxkpiError {
  const message = faults.map(({ line, text }) => `${path}:${line}: ${text}`).join('\n')
  return new CxkpiError('CXK1002', message, {
    path,
    hint: `correct ${path}; 'cxkpi init' writes one with every key explained`,
    ...(faults[0] === undefined ? {} : { line: faults[0].line }),
  })
}
