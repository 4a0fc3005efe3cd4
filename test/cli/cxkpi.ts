import { fileURLToPath } from 'node:url'
import { execa, type Options } from 'execa'

const RUN = fileURLToPath(new URL('../../bin/run.js', import.meta.url))

export interface Ran {
  readonly exitCode: number | undefined
  readonly stdout: string
  readonly stderr: string
}

/** Runs the installed command as a user would, without anything of the test runner in its environment. */
export async function cxkpi(
  args: readonly string[],
  options: Options & { env?: Record<string, string> } = {},
): Promise<Ran> {
  const { exitCode, stdout, stderr } = await start(args, options)
  return { exitCode, stdout: String(stdout), stderr: String(stderr) }
}

/** As cxkpi, still running: for signals. */
export function start(
  args: readonly string[],
  { env = {}, ...options }: Options & { env?: Record<string, string> } = {},
) {
  return execa(process.execPath, [RUN, ...args], {
    reject: false,
    extendEnv: false,
    stripFinalNewline: false,
    stdin: 'ignore',
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
    ...options,
  })
}

/** What stands on standard output, as JSON. */
export function jsonOf<T = JsonAnswer>(ran: Ran): T {
  return JSON.parse(ran.stdout) as T
}

export interface JsonAnswer {
  readonly columns: readonly { readonly name: string; readonly type: string; readonly unit: string }[]
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly [more: string]: unknown
}

export interface JsonError {
  readonly error: {
    readonly code: string
    readonly message: string
    readonly exit_code: number
    readonly hint?: string
  }
}
