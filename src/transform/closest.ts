import { distance } from 'fastest-levenshtein'

/** Up to three candidates that a misspelt name may have meant, the closest first. */
export function closest(name: string, candidates: Iterable<string>): string[] {
  return [...candidates]
    .map((candidate) => ({ candidate, edits: distance(name, candidate) }))
    .filter(({ candidate, edits }) => edits <= Math.max(2, Math.min(name.length, candidate.length) / 3))
    .sort((left, right) => left.edits - right.edits || left.candidate.localeCompare(right.candidate))
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}

/** A hint with the closest name, or none. */
export function didYouMean(name: string, candidates: Iterable<string>): string | undefined {
  const [best] = closest(name, candidates)
  return best === undefined ? undefined : `did you mean '${best}'?`
}
