import { CxkpiError, type ErrorCode } from '../errors.js'
import type { Fault, Shape } from './shape.js'
import { lineOf, readYamlText, type Place } from './yaml-text.js'

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
  const { value, place, broken } = readYamlText(text)
  const faults = broken.length > 0 ? broken : shape(value, []).map((fault) => located(fault, place))
  if (faults.length === 0) return value
  const message = faults.map((fault) => `${file}:${fault.line}: ${fault.text}`).join('\n')
  const line = faults[0]?.line
  throw new CxkpiError(failure.code, message, {
    path: file,
    ...(line === undefined ? {} : { line }),
    ...(failure.hint === undefined ? {} : { hint: failure.hint }),
  })
}

function located({ path, text }: Fault, root: Place): { line: number; text: string } {
  const isKey = text.startsWith('unknown key')
  const place = (isKey ? path.slice(0, -1) : path).join('.')
  const line = lineOf(root, path)
  if (place === '') return { line, text }
  return { line, text: isKey ? text.replace(',', ` in ${place},`) : `${place} ${text}` }
}
