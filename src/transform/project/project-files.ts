import { readFileSync, type Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'

/** A file of the project. A later folder's file replaces an earlier one's of the same name. */
export interface ProjectFile {
  /** Absolute. */
  readonly file: string
  /** Relative to the project's folder, with slashes, e.g. 'models/marts/mrt_agent_scorecard.sql'. */
  readonly path: string
  /** Without its ending. */
  readonly name: string
  /** Relative to the folder of its kind, e.g. ['marts']. */
  readonly folders: readonly string[]
  /** Which of the project's folders it is in, from 0. */
  readonly layer: number
}

/** The files with an ending in the given sub-folders of each project folder, in the order of their paths. */
export async function findFiles(
  projects: readonly string[],
  roots: readonly string[],
  ending: string,
): Promise<ProjectFile[]> {
  const found: ProjectFile[] = []
  for (const [layer, project] of projects.entries()) {
    for (const root of roots) {
      for (const file of await filesBelow(join(project, root))) {
        if (!file.endsWith(ending)) continue
        const path = relative(project, file).split(sep).join('/')
        const folders = relative(join(project, root), file).split(sep).slice(0, -1)
        found.push({ file, path, name: basename(file).slice(0, -ending.length), folders, layer })
      }
    }
  }
  return found.sort((left, right) => left.layer - right.layer || (left.path < right.path ? -1 : 1))
}

/** Keeps of each name the file of the last folder that has it. */
export function overlaid(files: readonly ProjectFile[]): { files: ProjectFile[]; twice: ProjectFile[] } {
  const byName = new Map<string, ProjectFile>()
  const twice: ProjectFile[] = []
  for (const file of files) {
    if (byName.get(file.name)?.layer === file.layer) twice.push(file)
    byName.set(file.name, file)
  }
  return { files: [...byName.values()], twice }
}

/** One after the other: that is three times as fast as all at once, where each is small. */
export function readAll(files: readonly ProjectFile[]): string[] {
  return files.map(({ file }) => readFileSync(file, 'utf8'))
}

async function filesBelow(folder: string): Promise<string[]> {
  let entries: Dirent[]
  try {
    entries = await readdir(folder, { withFileTypes: true })
  } catch {
    return []
  }
  const nested = await Promise.all(
    entries
      .filter(({ name }) => !name.startsWith('.'))
      .map(async (entry) => {
        const path = join(folder, entry.name)
        return entry.isDirectory() ? await filesBelow(path) : [path]
      }),
  )
  return nested.flat()
}
