import type { Centre } from '../../platforms/centre.js'
import type { Exporter } from '../../platforms/exporter.js'
import type { Journey } from '../../platforms/journey.js'
import { asOf, lastInstant } from '../as-of.js'
import type { Noise } from '../options.js'
import { Random } from '../random.js'
import { correct } from './corrections.js'
import { COMPANION } from '../export.js'
import { malformedLine } from './malformed.js'

const DAY_MS = 86_400_000
const SHARES = { broken: 0.012, corrections: 0.04, duplicates: 0.03 } as const
/** Corrections come with an export of two days later. */
const LATER_MS = 2 * DAY_MS
const LINES = 'lines'

/** One record of a conversation in one of the export's files. */
export interface Version {
  /** The file it lies in: a day, a day's second copy, `corrections`; or `lines`, without a stamp. */
  readonly group: string
  /** The stamp of that export; null in files that carry none. */
  readonly stampMs: number | null
  readonly record: string
  readonly isDuplicate: boolean
}

export interface Export {
  readonly centre: Centre
  readonly exporter: Exporter
  readonly noise: ReadonlySet<Noise>
  readonly seed: number
  readonly fromMs: number
  /** The instant at which the export is taken. */
  readonly toMs: number
}

export interface Exported {
  /** What finally holds, and is true. */
  readonly journey: Journey
  readonly versions: readonly Version[]
  readonly brokenLines: number
}

/** Every record of one conversation over all exports, and which of its versions is the truth. */
export function exported(whole: Journey, index: number, to: Export): Exported {
  const random = new Random(to.seed, 0x4015e, index)
  const fate = random.next()
  const journey = asOf(whole, to.toMs)
  const isClosed = lastInstant(journey) !== Infinity
  const transports = transportsFor(index, to)
  if (to.noise.has('broken') && isClosed && fate < SHARES.broken) return brokenLines(journey, random, to)
  const versions = to.noise.has('overlaps')
    ? windows(whole, random, to, transports?.main)
    : [version(dayOf(whole.startedAt), to.toMs, write(journey, to, transports?.main), transports?.main)]
  const last = versions.at(-1)
  if (last === undefined || last.record === '') return { journey, versions: [], brokenLines: 0 }
  if (to.noise.has('duplicates') && random.chance(SHARES.duplicates)) {
    versions.push(again(last, random, journey, to, transports?.other))
  }
  if (
    to.noise.has('corrections') &&
    to.exporter.areRecordsFinal !== true &&
    isClosed &&
    random.chance(SHARES.corrections)
  ) {
    const corrected = correct(journey, to.centre, random, to.fromMs, to.toMs)
    if (corrected !== null) {
      versions.push(version('corrections', to.toMs + LATER_MS, write(corrected, to, undefined, to.toMs + LATER_MS)))
      return { journey: corrected, versions, brokenLines: 0 }
    }
  }
  return { journey, versions, brokenLines: 0 }
}

/** The transport that brings a conversation, and another one. */
function transportsFor(index: number, to: Export): { main: string; other: string } | undefined {
  const names = to.exporter.transports?.map(({ name }) => name)
  if (names === undefined) return undefined
  const random = new Random(to.seed, 0x7a45, index)
  const main = random.pick(names)
  return { main, other: random.pick(names.filter((name) => name !== main)) }
}

/** The same once more: word for word, or, where there are several transports, by another one. */
function again(last: Version, random: Random, journey: Journey, to: Export, other: string | undefined): Version {
  const isSameFile = random.chance(0.5)
  if (other !== undefined && last.stampMs !== null && random.chance(0.5)) {
    return { ...version(dayOf(last.stampMs - 1), last.stampMs, write(journey, to, other), other), isDuplicate: true }
  }
  return { ...last, group: isSameFile ? last.group : `${last.group}-again`, isDuplicate: true }
}

/** Each day's export has all that moved on that day, as it was when the day ended. */
function windows(whole: Journey, random: Random, to: Export, transport: string | undefined): Version[] {
  const versions: Version[] = []
  const last = lastInstant(whole)
  for (
    let dayMs = Math.floor(whole.startedAt / DAY_MS) * DAY_MS;
    dayMs <= Math.min(last, to.toMs - 1);
    dayMs += DAY_MS
  ) {
    const stampMs = Math.min(dayMs + DAY_MS, to.toMs)
    const record = write(asOf(whole, stampMs), to, transport)
    const earlier = versions.at(-1)
    if (record === '' || earlier?.record === record) continue
    const isUnderWay = earlier !== undefined || last > stampMs
    const stale = isUnderWay ? staleRecord(whole, stampMs, random, to, transport) : null
    if (stale !== null && stale !== '' && stale !== record && stale !== earlier?.record)
      versions.unshift(version(dayOf(dayMs), stampMs, stale, transport))
    versions.push(version(dayOf(dayMs), stampMs, record, transport))
  }
  return versions
}

/** An export whose pages were fetched while the conversation went on has it twice under one stamp, the older one still open. */
function staleRecord(
  whole: Journey,
  stampMs: number,
  random: Random,
  to: Export,
  transport: string | undefined,
): string | null {
  const at = stampMs - random.whole(5, 40) * 60_000
  if (at < whole.startedAt || !random.chance(0.5)) return null
  const before = asOf(whole, at)
  return lastInstant(before) === Infinity ? write(before, to, transport) : null
}

function brokenLines(journey: Journey, random: Random, to: Export): Exported {
  const record = write(journey, to, to.exporter.lineTransport)
  const isBroken = random.chance(0.4)
  const text = isBroken ? `${record}\n${malformedLine(record, random)}` : record
  return {
    journey,
    versions: [{ group: LINES, stampMs: null, record: text, isDuplicate: false }],
    brokenLines: isBroken ? 1 : 0,
  }
}

function write(journey: Journey, to: Export, transport?: string, correctedAtMs?: number): string {
  const record = to.exporter.conversation(journey, to.centre, transport, correctedAtMs)
  const further = to.exporter.companion?.record(journey, transport)
  return further === undefined ? record : record + COMPANION + further
}

function version(day: string, stampMs: number, record: string, transport?: string): Version {
  return { group: transport === undefined ? day : `${day}-${transport}`, stampMs, record, isDuplicate: false }
}

function dayOf(instantMs: number): string {
  return new Date(instantMs).toISOString().slice(0, 10)
}
