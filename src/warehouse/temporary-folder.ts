import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

/**
 * Makes a private folder (mode 0700) beside the file of a database that this process alone has open, where there is room
 * for what it holds; no load looks into it. Removes what a process that was killed has left there.
 */
export async function makeTemporaryFolder(databasePath: string): Promise<string> {
  if (databasePath === ':memory:') return mkdtemp(join(tmpdir(), 'cxkpi-'))
  const parent = dirname(databasePath)
  const beginning = `.${basename(databasePath)}.tmp-`
  for (const name of await readdir(parent)) {
    if (name.startsWith(beginning)) await rm(join(parent, name), { recursive: true, force: true })
  }
  return mkdtemp(join(parent, beginning))
}
