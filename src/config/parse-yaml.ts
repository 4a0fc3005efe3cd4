import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml'
import { CxkpiError, type ErrorCode } from '../errors.js'
import type { Fault, Path, Shape } from './shape.js'

/**
 * Reads a YAML text of a known shape.
 *
 * @throws CxkpiError with the given code, and every fault on its line
 */
export function parseYaml(
  text: string,
  file: string,
  shape: Shape,
  failure: { readonly code: ErrorCode; readonly hint?: string },
): unknown {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const broken = document.errors.map((error) => ({
    line: lines.linePos(error.pos[0]).line,
    text: error.message.split(' at line ')[0] ?? error.message,
  }))
  const value: unknown = broken.length > 0 ? {} : (document.toJS() ?? {})
  const faults = broken.length > 0 ? broken : shape(value, []).map((fault) => located(fault, document, lines))
  if (faults.length === 0) return value
  const message = faults.map((fault) => `${file}:${fault.line}: ${fault.text}`).join('\n')
  const line = faults[0]?.line
  throw new CxkpiError(failure.code, message, {
    path: file,
    ...(line === undefined ? {} : { line }),
    ...(failure.hint === undefined ? {} : { hint: failure.hint }),
  })
}

function located({ path, text }: Fault, document: Document, lines: LineCounter): { line: number; text: string } {
  const isKey = text.startsWith('unknown key')
  const place = (isKey ? path.slice(0, -1) : path).join('.')
  const line = lineOf(document, lines, path)
  if (place === '') return { line, text }
  return { line, text: isKey ? text.replace(',', ` in ${place},`) : `${place} ${text}` }
}

function lineOf(document: Document, lines: LineCounter, path: Path): number {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents
  const last = path.at(-1)
  const pair = isMap(parent) ? parent.items.find((item) => isScalar(item.key) && item.key.value === last) : undefined
  const node = (pair?.key ?? (path.length > 0 ? document.getIn(path, true) : document.contents)) as
    { range?: [number, number, number] | null } | null | undefined
  return node?.range == null ? 1 : lines.linePos(node.range[0]).line
}
