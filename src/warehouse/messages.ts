import type { ErrorCode } from '../errors.js'

/** What a process is told first. */
export interface Opening {
  readonly memoryLimit: string
  readonly threads: number
  /** A folder of its own, for what does not fit into memory. */
  readonly folder: string
  /** What it needs to know beside, for the functions that it defines. */
  readonly told: unknown
}

/** What a process is asked to do: to begin, a method of a Session, or to stop what it is doing. */
export type Request =
  | { readonly method: 'open'; readonly id: number; readonly values: readonly [Opening] }
  | { readonly method: 'run' | 'rows' | 'append'; readonly id: number; readonly values: readonly unknown[] }
  | { readonly method: 'interrupt' }

export interface Answer {
  readonly id: number
  readonly value?: unknown
  readonly error?: Failure
}

/** An error as it crosses the channel; with the code that it has where it is a CxkpiError. */
export interface Failure {
  readonly message: string
  readonly code?: ErrorCode
  readonly hint?: string | undefined
}
