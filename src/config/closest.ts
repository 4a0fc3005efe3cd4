import { distance } from 'fastest-levenshtein'

/** The names a user may have meant, nearest first: those within a third of its length, or that contain it. */
export function closestNames(wanted: string, names: Iterable<string>, limit = 3): string[] {
  const low = wanted.toLowerCase()
  return [...new Set(names)]
    .map((name) => ({ name, far: farness(low, name.toLowerCase()) }))
    .filter(({ far }) => far <= Math.max(2, Math.floor(low.length / 3)))
    .sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({ name }) => name)
}

/** `did you mean 'database'?`, or undefined where nothing is near. */
export function didYouMean(wanted: string, names: Iterable<string>): string | undefined {
  const [best] = closestNames(wanted, names, 1)
  return best === undefined ? undefined : `did you mean '${best}'?`
}

function farness(wanted: string, name: string): number {
  const far = distance(wanted, name)
  return wanted.length >= 3 && name.includes(wanted) ? Math.min(far, 2) : far
}
