import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { CONFIG_NAME, packageRoot } from '../config/index.js'
import { CxkpiError } from '../errors.js'
import type { Result } from '../result.js'
import { columns } from './columns.js'

const GIT_IGNORE =
  '# The data is personal: it stays out of the repository.\n*.duckdb\n*.duckdb.wal\n*.duckdb.tmp/\nexports/\n'

/**
 * Starts a folder of one's own: a cxkpi.yml with every key explained, and a .gitignore that keeps the data out.
 *
 * @throws CxkpiError CXK1001 where there is a cxkpi.yml already
 */
export async function init(folder: string): Promise<Result> {
  const home = resolve(folder)
  const path = join(home, CONFIG_NAME)
  if (existsSync(path)) {
    throw new CxkpiError('CXK1001', `${path} exists already`, { path, hint: 'edit it, or name another folder' })
  }
  await mkdir(home, { recursive: true })
  await writeFile(path, await readFile(join(packageRoot(), 'samples', CONFIG_NAME), 'utf8'), { flag: 'wx' })
  const rows = [{ path, status: 'written' }]
  const ignore = join(home, '.gitignore')
  if (existsSync(ignore)) rows.push({ path: ignore, status: 'kept as it was' })
  else {
    await writeFile(ignore, GIT_IGNORE, { flag: 'wx' })
    rows.push({ path: ignore, status: 'written' })
  }
  return { columns: columns({ path: 'text', status: 'text' }), rows }
}
