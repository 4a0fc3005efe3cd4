import type { Effects } from '../effects.js'
import { CxkpiError } from '../errors.js'

/**
 * Ends the work where the user has asked for it.
 *
 * @throws CxkpiError CXK9130
 */
export function throwIfInterrupted({ signal }: Effects): void {
  if (signal.aborted) throw new CxkpiError('CXK9130', 'interrupted')
}
