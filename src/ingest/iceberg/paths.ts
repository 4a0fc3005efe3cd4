import { existsSync, realpathSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { escapeControls } from '../excerpt.js'
import { icebergError } from './iceberg-error.js'

/** Where a prefix of recorded paths is now, as the user says: `s3://bucket/other` → `/mnt/other`. */
export interface Moved {
  readonly from: string
  readonly to: string
}

/** Finds the local file for a path that the metadata records. */
export type ToLocal = (recorded: string, what: string) => string

/**
 * Recorded paths are those of where the table was written. They are looked for below the table's own folder: by the table's location,
 * by the prefix that worked before, by the longest tail that exists. Nothing outside of that folder is ever read, unless the user names
 * the place: else a manifest could name any file of the disk.
 *
 * @returns a function that throws CxkpiError CXK3001 where a file is missing or outside
 */
export function localPaths(root: string, location: string, moved: readonly Moved[]): ToLocal {
  const inside = resolve(root)
  const realRoot = realpathSync(inside)
  const found = new Map<string, string>()
  let lastPrefix: string | undefined
  const below = (tail: string): string | undefined => {
    if (tail === '' || tail.split(/[\\/]/).includes('..')) return undefined
    const path = join(inside, tail)
    if (!existsSync(path)) return undefined
    return isBelow(realpathSync(path), realRoot) ? path : undefined
  }
  const byTail = (path: string): string | undefined => {
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
      const local = below(path.slice(at + 1))
      if (local === undefined) continue
      lastPrefix = path.slice(0, at + 1)
      return local
    }
    return below(path)
  }
  const search = (recorded: string): string | undefined => {
    const path = plain(recorded)
    for (const { from, to } of moved) {
      const local = path.startsWith(plain(from)) ? join(to, path.slice(plain(from).length)) : undefined
      if (local !== undefined && existsSync(local)) return local
    }
    const base = plain(location).replace(/\/+$/, '')
    if (path.startsWith(`${base}/`)) {
      const local = below(path.slice(base.length + 1))
      if (local !== undefined) return local
    }
    if (lastPrefix !== undefined && path.startsWith(lastPrefix)) {
      const local = below(path.slice(lastPrefix.length))
      if (local !== undefined) return local
    }
    return byTail(path)
  }
  return (recorded, what) => {
    const known = found.get(recorded)
    if (known !== undefined) return known
    const local = search(recorded) ?? search(decoded(recorded))
    if (local === undefined) throw notFound(root, recorded, what)
    found.set(recorded, local)
    return local
  }
}

function notFound(root: string, recorded: string, what: string): Error {
  const shown = escapeControls(recorded)
  const isOutside = existsSync(plain(recorded)) || plain(recorded).split('/').includes('..')
  if (isOutside) {
    return icebergError(root, `${root} names a ${what} outside of its folder, which is refused: ${shown}`, {
      hint: 'if the file belongs to the table, copy the table whole into one folder',
    })
  }
  return icebergError(root, `a ${what} of ${root} is missing: ${shown}`, {
    hint: `it was looked for below ${root}; if the table was copied, copy metadata/ and data/ whole`,
  })
}

/** Without scheme and authority's differences: `s3a://bucket//a` → `s3://bucket/a`, `file:///a` and `file:/a` → `/a`. */
function plain(recorded: string): string {
  return recorded
    .replace(/^file:\/*/i, '/')
    .replace(/^s3[an]:/i, 's3:')
    .replace(/(?<!:)\/{2,}/g, '/')
}

function decoded(recorded: string): string {
  try {
    return decodeURIComponent(recorded)
  } catch {
    return recorded
  }
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}
