import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { CxkpiError, messageOf } from '../errors.js'
import { formatOfPath, isBinary, piecesOf, render, type Format } from '../render/index.js'
import type { Column, Result, Row } from '../result.js'
import { hasColor, writeOut } from './terminal.js'

const TERMINAL_ROWS = 100

export interface OutputFlags {
  readonly output?: string | undefined
  readonly format?: Format | undefined
}

/** The format that was named, else what the file's name says, else a table for people and CSV for programs. */
export function chosenFormat({ format, output }: OutputFlags, isTerminal = process.stdout.isTTY): Format {
  const chosen = format ?? (output === undefined ? undefined : formatOfPath(output))
  if (chosen !== undefined) {
    if (output === undefined && isTerminal && isBinary(chosen)) {
      throw new CxkpiError('CXK1001', `${chosen} is bytes that a terminal cannot show`, {
        hint: 'write it to a file with -o FILE, or pipe it on',
      })
    }
    return chosen
  }
  return isTerminal && output === undefined ? 'table' : 'csv'
}

/** Renders the answer and writes it to the file (whole or not at all) or to standard output. */
export async function writeResult(result: Result, flags: OutputFlags): Promise<void> {
  const toTerminal = flags.output === undefined && process.stdout.isTTY
  const options = toTerminal
    ? { color: hasColor(process.stdout), maxRows: TERMINAL_ROWS, width: process.stdout.columns || Infinity }
    : {}
  const data = await render(result, chosenFormat(flags), options)
  if (flags.output === undefined) await writeOut(data)
  else await writeAtomically(resolve(flags.output), data)
}

/** As writeResult; CSV and NDJSON leave as they come, so that an answer may be larger than the memory. */
export async function writeBatches(
  columns: readonly Column[],
  batches: AsyncIterable<readonly Row[]>,
  flags: OutputFlags,
): Promise<void> {
  const format = chosenFormat(flags)
  if (format !== 'csv' && format !== 'ndjson') {
    const rows: Row[] = []
    for await (const batch of batches) for (const row of batch) rows.push(row)
    await writeResult({ columns, rows }, flags)
    return
  }
  const pieces = await piecesOf(format, columns)
  const writeAll = async (write: (text: string) => Promise<void>): Promise<void> => {
    await write(pieces.head)
    for await (const batch of batches) await write(pieces.rows(batch))
  }
  if (flags.output === undefined) await writeAll(writeOut)
  else await writeAtomically(resolve(flags.output), writeAll)
}

/** A reader of `path` sees the old file or the new one, never half of it. */
export async function writeAtomically(
  path: string,
  data: string | Uint8Array | ((write: (text: string) => Promise<void>) => Promise<void>),
): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`)
  const file = await open(draft, 'wx', 0o600).catch((error: unknown) => unwritable(path, error))
  try {
    if (typeof data === 'function') await data((text) => file.appendFile(text))
    else await file.writeFile(data)
    await file.close()
    await rename(draft, path).catch((error: unknown) => unwritable(path, error))
  } catch (error) {
    await file.close()
    await rm(draft, { force: true })
    throw error
  }
}

function unwritable(path: string, error: unknown): never {
  throw new CxkpiError('CXK1001', `${path} cannot be written: ${messageOf(error)}`, {
    path,
    hint: 'name a file in a folder that exists and that you may write to',
    cause: error,
  })
}
