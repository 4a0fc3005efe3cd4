import { Readable } from 'node:stream'

/** What a use case may do to the world besides the database. The last parameter of every use case. */
export interface Effects {
  /** The instant now, in milliseconds since 1970. */
  readonly nowMs: () => number
  /** A step of long work: what is being done, and how far it is (0 to 1) where that is known. */
  readonly progress: (step: string, fraction?: number) => void
  /** A line for people, on standard error. */
  readonly warn: (message: string) => void
  /** What is piped in; asked for only where an argument is `-`. */
  readonly standardInput: () => AsyncIterable<Buffer>
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal
}

/** Effects that do nothing; the clock is the machine's, and nothing is piped in. */
export const silentEffects: Effects = {
  nowMs: () => Date.now(),
  progress: () => undefined,
  warn: () => undefined,
  standardInput: () => Readable.from([]),
  signal: new AbortController().signal,
}
