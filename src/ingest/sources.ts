import type { Effects } from '../effects.js'
import { isArchive, unpackArchive } from './archive.js'
import { discoverFiles, type SourceFile } from './discover.js'
import type { Spool } from './spool.js'

/**
 * The files that the paths stand for, as `discoverFiles` says, and instead of each zip archive the files in it.
 *
 * @throws CxkpiError CXK3001 (a path is missing or unreadable, or there is no file), CXK2003 (no room for the spool)
 */
export async function findSources(paths: readonly string[], spool: Spool, effects: Effects): Promise<SourceFile[]> {
  const sources: SourceFile[] = []
  for (const file of await discoverFiles(paths, spool, effects)) {
    if (file.size === 0 || !isArchive(file)) {
      sources.push(file)
      continue
    }
    effects.progress(`unpacking ${file.path}`)
    sources.push(...(await unpackArchive(file, spool)))
  }
  return sources
}
