/** Linear percentile, in seconds, of sorted whole milliseconds: exact to its last place, which is 0.00005 s; null of none. */
export function percentileSeconds(sortedMs: ArrayLike<number>, share: number): number | null {
  if (sortedMs.length === 0) return null
  const position = (sortedMs.length - 1) * share
  const below = Math.floor(position)
  const low = sortedMs[below] as number
  const high = sortedMs[Math.ceil(position)] as number
  const distance = position - below
  return Math.round(((low * (1 - distance) + high * distance) / 1000) * 1e8) / 1e8
}

/** A quotient, or null when nothing stands below the line. */
export function ratio(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : numerator / denominator
}
