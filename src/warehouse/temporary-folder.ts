import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

/** Makes a private folder (mode 0700) beside a database file, where there is room for what it holds; no load looks into it. */
export async function makeTemporaryFolder(databasePath: string): Promise<string> {
  if (databasePath === ':memory:') return mkdtemp(join(tmpdir(), 'cxkpi-'))
  return mkdtemp(join(dirname(databasePath), `.${basename(databasePath)}.tmp-`))
}
