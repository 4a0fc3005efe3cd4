import { stripVTControlCharacters } from 'node:util'
import { didYouMean } from '../config/index.js'
import { CxkpiError, messageOf } from '../errors.js'

interface OclifError {
  readonly oclif?: { readonly exit?: number | false }
  readonly parse?: unknown
  readonly flags?: readonly string[]
  readonly args?: readonly { readonly name: string }[]
}

const NO_SPACE = new Set(['ENOSPC', 'EDQUOT'])
const NOT_LOADED = new Set(['ERR_DLOPEN_FAILED', 'ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'])

/** Anything that was thrown as an error with a code: usage errors of oclif, system errors, and bugs, which keep their stack. */
export function toCxkpiError(error: unknown, command = 'cxkpi', flagNames: readonly string[] = []): CxkpiError {
  if (error instanceof CxkpiError) return error
  const system = systemCode(error)
  if (isUsageError(error)) return usageError(error as Error & OclifError, command, flagNames)
  if (NO_SPACE.has(system)) return new CxkpiError('CXK2003', `not enough disk: ${messageOf(error)}`, { cause: error })
  if (NOT_LOADED.has(system)) {
    return new CxkpiError('CXK2001', `a part of the installation cannot be loaded: ${firstLine(messageOf(error))}`, {
      hint: "install again with 'npm ci', on the machine and Node version that run it",
      cause: error,
    })
  }
  return new CxkpiError('CXK9000', `this is a bug: ${messageOf(error)}`, {
    hint: 'please report it with the command you ran; CXKPI_DEBUG=1 prints where it happened',
    cause: error,
  })
}

function isUsageError(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return 'parse' in error || (error as OclifError).oclif?.exit === 2
}

/** The cause is dropped on purpose: it would say the same again. */
function usageError(error: Error & OclifError, command: string, flagNames: readonly string[]): CxkpiError {
  const unknown = error.flags?.[0]
  const help = `see '${command} --help'`
  if (unknown !== undefined) {
    const near = didYouMean(
      unknown,
      flagNames.map((name) => `--${name}`),
    )
    return new CxkpiError('CXK1001', `unknown flag ${unknown}`, { hint: near ?? help })
  }
  const text = stripVTControlCharacters(error.message)
  if (text.startsWith('Missing') && error.args !== undefined) {
    return new CxkpiError(
      'CXK1001',
      `missing argument ${error.args.map(({ name }) => name.toUpperCase()).join(', ')}`,
      {
        hint: help,
      },
    )
  }
  const message = text
    .replace('\nSee more help with --help', '')
    .replace(/^The following errors? occurred:\s*/, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('; ')
  return new CxkpiError('CXK1001', message.charAt(0).toLowerCase() + message.slice(1), { hint: help })
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text
}

function systemCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}
