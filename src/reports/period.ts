import type { Temporal as Temporals } from 'temporal-polyfill'
import { CxkpiError } from '../errors.js'

/** Local dates of the report zone, both inclusive; open where undefined. */
export interface Period {
  readonly since?: string
  readonly until?: string
}

const FORMS =
  'YYYY-MM-DD, today, yesterday, 7d, 4w, 3mo, 1y (so long ago), this-week, last-week, this-month, last-month, ' +
  'this-quarter, last-quarter, this-year, last-year, or a day of the week'

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/**
 * Turns --since and --until into dates. Both days belong to the period: `--since 2026-03-02 --until 2026-03-08` is a week.
 *
 * A word for a longer span means its first day as --since and its last as --until. Weeks begin on Monday.
 *
 * @throws CxkpiError CXK1001 for anything else, and for a period that ends before it begins
 */
export async function parsePeriod(
  texts: { readonly since?: string | undefined; readonly until?: string | undefined },
  timezone: string,
  nowMs: number,
): Promise<Period> {
  const since = texts.since === undefined ? undefined : (await spanOf('--since', texts.since, timezone, nowMs))[0]
  const until = texts.until === undefined ? undefined : (await spanOf('--until', texts.until, timezone, nowMs))[1]
  if (since !== undefined && until !== undefined && since > until) {
    throw new CxkpiError('CXK1001', `--until ${until} is before --since ${since}`, {
      hint: 'the period includes both days; swap them',
    })
  }
  return { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) }
}

/** First and last day that a text names. */
async function spanOf(flag: string, text: string, timezone: string, nowMs: number): Promise<[string, string]> {
  const { Temporal } = await import('temporal-polyfill')
  const word = text.trim().toLowerCase()
  if (/^\d{4}-\d{2}-\d{2}$/.test(word)) {
    try {
      const day = Temporal.PlainDate.from(word, { overflow: 'reject' }).toString()
      return [day, day]
    } catch (error) {
      throw new CxkpiError('CXK1001', `${flag} ${text} is not a day of the calendar`, { cause: error })
    }
  }
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timezone).toPlainDate()
  const span = relativeSpan(word, today)
  if (span === undefined) {
    throw new CxkpiError('CXK1001', `${flag} '${text}' is not a day that cxkpi understands`, { hint: `write ${FORMS}` })
  }
  return [span[0].toString(), span[1].toString()]
}

type PlainDate = Temporals.PlainDate

function relativeSpan(word: string, today: PlainDate): [PlainDate, PlainDate] | undefined {
  const ago = /^(\d{1,4})(d|w|mo|y)$/.exec(word)
  if (ago !== null) {
    const unit = { d: 'days', w: 'weeks', mo: 'months', y: 'years' }[ago[2] as 'd' | 'w' | 'mo' | 'y']
    const day = today.subtract({ [unit]: Number(ago[1]) })
    return [day, day]
  }
  if (word === 'today') return [today, today]
  if (word === 'yesterday') return [today.subtract({ days: 1 }), today.subtract({ days: 1 })]
  const weekday = DAYS.indexOf(word)
  if (weekday >= 0) {
    const day = today.subtract({ days: (today.dayOfWeek - 1 - weekday + 7) % 7 })
    return [day, day]
  }
  const named = /^(this|last)-(week|month|quarter|year)$/.exec(word)
  if (named === null) return undefined
  const length = { week: { days: 7 }, month: { months: 1 }, quarter: { months: 3 }, year: { years: 1 } }[
    named[2] as 'week' | 'month' | 'quarter' | 'year'
  ]
  const current = startOf(named[2] as string, today)
  const first = named[1] === 'this' ? current : current.subtract(length)
  return [first, first.add(length).subtract({ days: 1 })]
}

function startOf(unit: string, day: PlainDate): PlainDate {
  switch (unit) {
    case 'week':
      return day.subtract({ days: day.dayOfWeek - 1 })
    case 'month':
      return day.with({ day: 1 })
    case 'quarter':
      return day.with({ day: 1, month: day.month - ((day.month - 1) % 3) })
    default:
      return day.with({ day: 1, month: 1 })
  }
}
