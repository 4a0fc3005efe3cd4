import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { closestNames } from '../config/index.js'
import { CxkpiError } from '../errors.js'
import { parseReport } from './parse-report.js'
import type { Report } from './report.js'

/** Every report of the projects, by name; a later project's report of the same name replaces an earlier one's. */
export function listReports(projectFolders: readonly string[]): Report[] {
  return [...reportFolders(projectFolders).keys()].sort().map((name) => findReport(projectFolders, name))
}

/**
 * One report of the catalogue.
 *
 * @throws CxkpiError CXK5001 with the closest names
 */
export function findReport(projectFolders: readonly string[], name: string): Report {
  const folders = reportFolders(projectFolders)
  const folder = folders.get(name)
  if (folder === undefined) {
    const near = closestNames(name, folders.keys())
    throw new CxkpiError('CXK5001', `there is no report '${name}'`, {
      hint: near.length > 0 ? `closest: ${near.join(', ')}` : `reports: ${[...folders.keys()].sort().join(', ')}`,
    })
  }
  const path = join(folder, `${name}.yml`)
  return parseReport(name, readFileSync(path, 'utf8'), path, (file) => readSql(join(folder, file), path))
}

function reportFolders(projectFolders: readonly string[]): Map<string, string> {
  const folders = new Map<string, string>()
  for (const project of projectFolders) {
    const folder = join(project, 'reports')
    if (!existsSync(folder)) continue
    for (const file of readdirSync(folder)) {
      if (file.endsWith('.yml')) folders.set(file.slice(0, -'.yml'.length), folder)
    }
  }
  return folders
}

function readSql(path: string, entryPath: string): string {
  if (existsSync(path)) return readFileSync(path, 'utf8')
  throw new CxkpiError('CXK4001', `${entryPath}: its SQL ${path} is missing`, { path: entryPath })
}
