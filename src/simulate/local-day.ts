import { Temporal } from 'temporal-polyfill'

/** Every offset change and every midnight of any zone in use falls on a quarter of an hour. */
const QUARTER_MS = 900_000

/** Gives the local date of an instant in one zone; remembers each quarter of an hour it was asked about. */
export function localDays(zone: string): (instantMs: number) => string {
  const known = new Map<number, string>()
  return (instantMs) => {
    const quarter = Math.floor(instantMs / QUARTER_MS)
    const found = known.get(quarter)
    if (found !== undefined) return found
    const date = zoned(quarter * QUARTER_MS, zone)
      .toPlainDate()
      .toString()
    known.set(quarter, date)
    return date
  }
}

/** The instant at which a local date begins. */
export function startOfDay(date: string, zone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds
}

/** The local date that follows by so many days. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

/** The instant of a wall-clock time (minutes after midnight, may pass 24 h) on a local date. */
export function wallClock(date: string, minutes: number, zone: string): number {
  return Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes }).toZonedDateTime(zone).epochMilliseconds
}

/** The wall-clock hour (0 to 23) and weekday (1 = Monday) of an instant. */
export function localHour(instantMs: number, zone: string): { hour: number; weekday: number } {
  const at = zoned(instantMs, zone)
  return { hour: at.hour, weekday: at.dayOfWeek }
}

function zoned(instantMs: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(zone)
}
