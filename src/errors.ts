/** What kind of failure it was. The first digit says where the fault lies; each code has one exit code. */
const EXIT_CODES = {
  CXK1001: 2, // usage: an argument or flag
  CXK1002: 2, // configuration: cxkpi.yml, environment
  CXK2001: 3, // the database file is missing, corrupt or of a newer version
  CXK2002: 3, // the database file is held by another process
  CXK2003: 3, // out of memory or disk
  CXK2004: 2, // the user's SQL does not run
  CXK3001: 3, // no input: a path is missing or unreadable, nothing was read
  CXK3002: 1, // a file was refused, the rest was read
  CXK3003: 1, // more records were rejected than allowed, nothing was loaded
  CXK4001: 2, // the SQL project does not compile: template, YAML, graph
  CXK4002: 1, // a model or a test failed
  CXK4003: 3, // what is asked for has not been built
  CXK5001: 4, // an unknown name was selected
  CXK5002: 1, // an error-level finding stands
  CXK9000: 70, // a bug
  CXK9130: 130, // interrupted
} as const

export type ErrorCode = keyof typeof EXIT_CODES

export interface ErrorDetail {
  /** What to do next, as an instruction. */
  readonly hint?: string
  readonly path?: string
  readonly line?: number
  readonly cause?: unknown
}

/**
 * A failure the user can act on; anything else is a bug and keeps its stack.
 *
 * The message says what failed, on what and why, in lower case without a full stop; the hint says what to do.
 */
export class CxkpiError extends Error {
  override readonly name = 'CxkpiError'
  readonly exitCode: number
  /** Read by oclif. */
  readonly oclif: { exit: number }
  /** Printed by oclif as "Try this:". */
  readonly suggestions?: string[]

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly detail: ErrorDetail = {},
  ) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause })
    this.exitCode = EXIT_CODES[code]
    this.oclif = { exit: this.exitCode }
    if (detail.hint !== undefined) this.suggestions = [detail.hint]
  }

  /** The shape of an error under `--json`. */
  toJSON(): Record<string, unknown> {
    const { hint, path, line } = this.detail
    return {
      code: this.code,
      message: this.message,
      exit_code: this.exitCode,
      ...(hint === undefined ? {} : { hint }),
      ...(path === undefined ? {} : { path }),
      ...(line === undefined ? {} : { line }),
    }
  }
}

/** The text of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
