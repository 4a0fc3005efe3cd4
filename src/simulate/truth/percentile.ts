/** Linear percentile of sorted values, with the same order of operations as the database, so that the last bit agrees; null of none. */
export function percentile(sorted: ArrayLike<number>, share: number): number | null {
  if (sorted.length === 0) return null
  const position = (sorted.length - 1) * share
  const below = Math.floor(position)
  const low = sorted[below] as number
  const high = sorted[Math.ceil(position)] as number
  const distance = position - below
  return distance === 0 ? low : low * (1 - distance) + high * distance
}

/** A quotient, or null when nothing stands below the line. */
export function ratio(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : numerator / denominator
}
