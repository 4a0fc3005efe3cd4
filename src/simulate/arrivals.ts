import { localHour } from './local-day.js'
import { Random } from './random.js'

const SLOT_MS = 900_000
/** Relative load of each local hour. Never zero: a centre that works through the night has legs over every midnight. */
const HOURS = [4, 3, 3, 2, 2, 4, 8, 18, 40, 62, 75, 72, 58, 60, 68, 66, 60, 48, 34, 26, 18, 12, 9, 6]
const WEEKDAYS = [1.2, 1.05, 1, 1, 0.95, 0.45, 0.3]
/** The last slots are denser, so that some conversations are open in every way when the export is taken. */
const LAST_SLOTS = 4

/** The arrival instants of `count` conversations between two instants, in order. */
export function* arrivals(count: number, fromMs: number, toMs: number, zone: string, seed: number): Generator<number> {
  const slots = Math.ceil((toMs - fromMs) / SLOT_MS)
  const weights = Array.from({ length: slots }, (_, slot) => {
    const { hour, weekday } = localHour(fromMs + slot * SLOT_MS, zone)
    const weight = (HOURS[hour] as number) * (WEEKDAYS[weekday - 1] as number)
    return slot >= slots - LAST_SLOTS ? weight * 4 : weight
  })
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const random = new Random(seed, 0xa441)
  let weightSoFar = 0
  let given = 0
  for (let slot = 0; slot < slots; slot++) {
    weightSoFar += weights[slot] as number
    const due = slot === slots - 1 ? count : Math.round((count * weightSoFar) / total)
    const start = fromMs + slot * SLOT_MS
    const length = Math.min(SLOT_MS, toMs - start)
    const offsets = Array.from({ length: due - given }, () => Math.floor(random.next() * length))
    offsets.sort((left, right) => left - right)
    for (const offset of offsets) yield start + offset
    given = due
  }
}
