import { styleText } from 'node:util'
import type { CxkpiError } from '../errors.js'
import { visibleLines } from '../render/index.js'

/** An error as people read it on standard error; the stack only under CXKPI_DEBUG=1. */
export function errorText(error: CxkpiError, { color = false, debug = false } = {}): string {
  const label = color ? styleText(['bold', 'red'], 'error', { validateStream: false }) : 'error'
  const lines = [`${label}: ${visibleLines(error.message)}`]
  if (error.detail.hint !== undefined) lines.push(`  ${visibleLines(error.detail.hint)}`)
  if (debug) lines.push(visibleLines(stackOf(error)))
  return `${lines.join('\n')}\n`
}

function stackOf(error: CxkpiError): string {
  const { cause } = error.detail
  return (cause instanceof Error ? cause.stack : undefined) ?? error.stack ?? ''
}
