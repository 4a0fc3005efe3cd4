import type { Row, Value } from '../result.js'
import type { Report, TotalRatio } from './report.js'

/**
 * The totals of some rows of a report: counts and times added up, rates and averages from the sums of their parts.
 *
 * Times are added as whole milliseconds, so the order of the rows changes nothing. What can be neither added nor
 * recomputed is null, and so is the sum of what not all rows know. A ratio leaves out rows that do not know one of its parts.
 */
export function totalsOf(
  report: Report,
  rows: readonly Row[],
  options: { readonly excludesShortAbandons: boolean; readonly recomputed?: Row },
): Row {
  return {
    ...Object.fromEntries(addedUp(report, rows).map((name) => [name, sumOf(rows, name)])),
    ...Object.fromEntries(report.maxima.map((name) => [name, maximumOf(rows, name)])),
    ...Object.fromEntries(
      Object.entries(report.ratios).map(([name, ratio]) => [name, ratioOf(rows, ratio, options.excludesShortAbandons)]),
    ),
    ...options.recomputed,
  }
}

const COUNT_OR_TIME = /_count$|^total_.*_seconds$/

/** Counts and total times add up by their names; what else does is named in the report's entry. */
function addedUp(report: Report, rows: readonly Row[]): string[] {
  return [...Object.keys(rows[0] ?? {}).filter((name) => COUNT_OR_TIME.test(name)), ...report.sums]
}

function sumOf(rows: readonly Row[], name: string): number | null {
  const values = rows.flatMap((row) => numberOf(row[name]) ?? [])
  const isKnown = values.length > 0 && values.length === rows.length
  return isKnown ? values.reduce((sum, value) => sum + Math.round(value * 1000), 0) / 1000 : null
}

function maximumOf(rows: readonly Row[], name: string): number | null {
  return rows.reduce<number | null>((greatest, row) => {
    const value = numberOf(row[name])
    return value === undefined ? greatest : Math.max(greatest ?? value, value)
  }, null)
}

function ratioOf(rows: readonly Row[], ratio: TotalRatio, excludesShortAbandons: boolean): number | null {
  const excluded = excludesShortAbandons && ratio.lessShortAbandons !== undefined ? [ratio.lessShortAbandons] : []
  const parts = [...ratio.of, ...ratio.to, ...excluded]
  const known = rows.filter((row) => parts.every((name) => numberOf(row[name]) !== undefined))
  const total = (names: readonly string[]): number => names.reduce((sum, name) => sum + (sumOf(known, name) ?? 0), 0)
  const less = total(excluded)
  const base = total(ratio.to) - less
  return base === 0 ? null : (ratio.scale * (total(ratio.of) - less)) / base
}

function numberOf(value: Value | undefined): number | undefined {
  return typeof value === 'number' ? value : typeof value === 'bigint' ? Number(value) : undefined
}
