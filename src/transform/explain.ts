import { CxkpiError, messageOf } from '../errors.js'
import type { Node } from './manifest.js'

/** Why a node did not run, with the file it is written in; what DuckDB says names lines of the compiled SQL. */
export function explain(error: unknown, node: Node): string {
  const { path, hint } = error instanceof CxkpiError ? error.detail : {}
  const place = 'line' in node ? `${node.path}:${node.line}` : node.path
  const text = path === undefined ? `${place}: ${messageOf(error)}` : messageOf(error)
  return hint === undefined ? text : `${text} (${hint})`
}
