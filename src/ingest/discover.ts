import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import type { Effects } from '../effects.js'
import { CxkpiError, messageOf } from '../errors.js'
import { isIcebergTable } from './iceberg/index.js'
import { fixedFolder, globPattern, hasGlob } from './glob.js'
import { isLeftOut } from './left-out.js'
import type { Spool } from './spool.js'

export interface SourceFile {
  /** As the user named it, joined with what was found below; `-` for standard input, `a.zip!b.json` for a file in an archive. */
  readonly path: string
  /** Where its bytes lie. */
  readonly location: string
  readonly size: number
  /** Why it cannot be loaded, where that is known already. */
  readonly refusal?: string
}

/**
 * The files that the paths stand for, each once: a file is itself, a folder all files below it, a pattern (`*`, `**`, `?`)
 * the files it matches, `-` what is piped in. Hidden and temporary files are left out, and symbolic links inside folders
 * are not followed.
 *
 * @throws CxkpiError CXK3001 (a path is missing or unreadable, or there is no file)
 */
export async function discoverFiles(paths: readonly string[], spool: Spool, effects: Effects): Promise<SourceFile[]> {
  const found = new Map<string, SourceFile>()
  for (const path of paths) {
    if (path === STANDARD_INPUT) {
      if (!found.has(path)) found.set(path, { path, ...(await spool.write(effects.standardInput())) })
      continue
    }
    const files = (await statOf(path)) ?? (hasGlob(path) ? await matching(path) : undefined)
    if (files === undefined) {
      throw new CxkpiError('CXK3001', `${path} does not exist`, { path, hint: 'name a file or folder with exports' })
    }
    for (const file of files) if (!found.has(resolve(file.path))) found.set(resolve(file.path), file)
  }
  if (found.size === 0) {
    throw new CxkpiError('CXK3001', `there is no file to load in ${paths.join(', ')}`, {
      hint: 'hidden files, temporary files and symbolic links are left out',
    })
  }
  return [...found.values()]
}

const STANDARD_INPUT = '-'

async function statOf(path: string): Promise<SourceFile[] | undefined> {
  try {
    const entry = await stat(path)
    if (entry.isDirectory()) return isIcebergTable(path) ? [{ path, location: path, size: 0 }] : await filesBelow(path)
    if (entry.isFile()) return [{ path, location: path, size: entry.size }]
  } catch (error) {
    if (isMissing(error)) return undefined
    throw new CxkpiError('CXK3001', `${path} cannot be read: ${messageOf(error)}`, { path, cause: error })
  }
  throw new CxkpiError('CXK3001', `${path} is neither a file nor a folder`, { path })
}

async function matching(pattern: string): Promise<SourceFile[]> {
  const folder = fixedFolder(pattern)
  const matcher = globPattern(pattern.split(sep).join('/'))
  const files = await statOf(folder)
  const matches = (files ?? []).filter(({ path }) => matcher.test(path.split(sep).join('/')))
  if (matches.length === 0) {
    throw new CxkpiError('CXK3001', `no file matches ${pattern}`, { path: pattern })
  }
  return matches
}

async function filesBelow(folder: string): Promise<SourceFile[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !relative(folder, path).split(sep).some(isLeftOut))
  const sources = withTables(paths)
  sources.sort((a, b) => (a < b ? -1 : 1))
  return Promise.all(sources.map(async (path) => ({ path, location: path, size: (await stat(path)).size })))
}

/** The folder of an Iceberg table stands for all that lies in it. */
function withTables(paths: readonly string[]): string[] {
  const marked = paths.filter((path) => basename(dirname(path)) === 'metadata' && isIcebergTable(path))
  const tables = [...new Set(marked.map((path) => dirname(dirname(path))))]
  return [...tables, ...paths.filter((path) => !tables.some((table) => path.startsWith(table + sep)))]
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
