import { CxkpiError } from '../errors.js'

/**
 * An instant that a user writes: a date (its start) or a date and time; in UTC where no zone is named.
 *
 * @returns milliseconds since 1970
 * @throws CxkpiError CXK1001
 */
export function instantOf(text: string): number {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/i.exec(text.trim())
  const [, date, time = '00:00', zone = 'Z'] = match ?? []
  const ms = date === undefined ? NaN : Date.parse(`${date}T${time}${zone}`)
  if (!Number.isNaN(ms)) return ms
  throw new CxkpiError('CXK1001', `'${text}' is not an instant`, {
    hint: "write it like '2026-03-08' or '2026-03-08T06:30:00Z'",
  })
}
