import { CxkpiError } from '../../errors.js'

/** A table that cannot be read, or not as asked: CXK3001. */
export function icebergError(
  path: string,
  message: string,
  detail: { hint?: string; cause?: unknown } = {},
): CxkpiError {
  return new CxkpiError('CXK3001', message, { path, ...detail })
}
