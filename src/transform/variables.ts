import { CxkpiError } from '../errors.js'
import type { Json } from './manifest.js'

/** Letters, digits, spaces and the punctuation of ids, names, dates and IANA zones: nothing that ends a quoted text. */
const SAFE_TEXT = /^[\p{L}\p{M}\p{N} _.:+\-/@#,()&=|~!?*[\]]*$/u
const COMMENT = /--|\/\*|\*\//
const SAFE_KEY = /^\w+$/

/**
 * Refuses variables that could be more than a value once they stand in SQL.
 *
 * Allowed: finite numbers, booleans, null, plain texts, and lists and mappings of those.
 *
 * @throws CxkpiError CXK4001
 */
export function checkVariables(vars: Readonly<Record<string, unknown>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(vars).map(([name, value]) => [name, checked(name, value)]))
}

function checked(name: string, value: unknown): Json {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (typeof value === 'string') return checkedText(name, value)
  if (name.toLowerCase().endsWith('timezone')) throw refused(name, value)
  if (Array.isArray(value)) return value.map((item) => checked(name, item))
  if (typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        if (!SAFE_KEY.test(key)) throw refused(name, key)
        return [key, checked(name, item)]
      }),
    )
  }
  throw refused(name, value)
}

function checkedText(name: string, value: string): string {
  if (!SAFE_TEXT.test(value) || COMMENT.test(value)) throw refused(name, value)
  if (name.toLowerCase().endsWith('timezone') && !isZone(value)) {
    throw new CxkpiError('CXK4001', `the variable '${name}' is no time zone: '${value}'`, {
      hint: "use a name of the IANA list, e.g. 'Europe/Berlin'",
    })
  }
  return value
}

function isZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return !/^[+-]/.test(value)
  } catch {
    return false
  }
}

function refused(name: string, value: unknown): CxkpiError {
  return new CxkpiError('CXK4001', `the variable '${name}' may not be ${JSON.stringify(value) ?? typeof value}`, {
    hint: 'variables are numbers, booleans, and texts without quotes, semicolons or comments',
  })
}
