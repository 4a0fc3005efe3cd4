import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { CxkpiError } from '../errors.js'

/**
 * A private folder (mode 0700) below the system's folder for temporary files, for content that is no file of its own:
 * standard input, the members of archives. What lies in it has names of our making, never any of theirs.
 */
export class Spool {
  private folder: string | undefined
  private count = 0

  constructor(private readonly signal: AbortSignal) {}

  /** Writes content to a file, whole or not at all. */
  async write(content: AsyncIterable<Buffer>): Promise<{ readonly location: string; readonly size: number }> {
    this.folder ??= await mkdtemp(join(tmpdir(), 'cxkpi-'))
    const location = join(this.folder, String(++this.count))
    try {
      await pipeline(content, createWriteStream(location, { mode: 0o600 }), { signal: this.signal })
    } catch (error) {
      await rm(location, { force: true })
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
      throw new CxkpiError(
        'CXK2003',
        `not enough disk: ${this.folder} has no room for what is to be unpacked or read from a pipe`,
        {
          hint: 'free space there, or let TMPDIR name another folder',
          cause: error,
        },
      )
    }
    return { location, size: (await stat(location)).size }
  }

  async close(): Promise<void> {
    if (this.folder !== undefined) await rm(this.folder, { recursive: true, force: true })
  }
}

/** Gives work a spool, and removes it whatever happens. */
export async function withSpool<T>(signal: AbortSignal, work: (spool: Spool) => Promise<T>): Promise<T> {
  const spool = new Spool(signal)
  try {
    return await work(spool)
  } finally {
    await spool.close()
  }
}
