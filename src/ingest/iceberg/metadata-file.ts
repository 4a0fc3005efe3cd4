import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { messageOf } from '../../errors.js'
import { escapeControls } from '../excerpt.js'
import { icebergError } from './iceberg-error.js'
import { parseMetadata, type TableMetadata } from './metadata.js'

const METADATA = /^(?:v(\d+)|(\d+)-[^/]+)(?:\.gz|\.gzip)?\.metadata\.json(?:\.gz)?$/i
const ANY_METADATA = /\.metadata\.json(?:\.gz)?$/i
const HINTS = ['version-hint.text', 'version-hint.txt']

/** The metadata file that holds for a table, read. */
export interface FoundMetadata {
  /** The folder of the table. */
  readonly root: string
  readonly file: string
  readonly metadata: TableMetadata
  /** What was odd and how it was understood. */
  readonly notes: readonly string[]
}

/** Whether a path is the folder of an Iceberg table, or the metadata file of one. */
export function isIcebergTable(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return false
  if (!stats.isDirectory()) return ANY_METADATA.test(basename(path))
  return namesIn(join(path, 'metadata')).some((name) => ANY_METADATA.test(name))
}

/**
 * Finds the metadata file of a table's folder (or takes the file that is named) and reads it.
 *
 * @throws CxkpiError CXK3001 (no table, or its metadata cannot be read)
 */
export function findMetadata(path: string): FoundMetadata {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) throw icebergError(path, `${path} does not exist`)
  if (!stats.isDirectory()) {
    const folder = dirname(path)
    const root = basename(folder) === 'metadata' ? dirname(folder) : folder
    return { root, file: path, metadata: readMetadata(path), notes: [] }
  }
  const folder = join(path, 'metadata')
  const names = namesIn(folder).filter((name) => ANY_METADATA.test(name))
  if (names.length === 0) throw icebergError(path, `${path} is not an Iceberg table: ${whatItIs(path)}`)
  const hinted = hintedName(folder, names)
  if ('name' in hinted) {
    const file = join(folder, hinted.name)
    return { root: path, file, metadata: readMetadata(file), notes: [] }
  }
  return newest(path, folder, names, hinted.notes)
}

function readMetadata(file: string): TableMetadata {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = gunzipSync(bytes)
  } catch (error) {
    throw icebergError(file, `${file} cannot be read: ${messageOf(error)}`, { cause: error })
  }
  return parseMetadata(file, bytes.toString('utf8'))
}

/** What version-hint.text names, then gone on with while there is a next version: the hint may be stale. */
function hintedName(folder: string, names: readonly string[]): { name: string } | { notes: string[] } {
  const hintFile = HINTS.map((name) => join(folder, name)).find((file) => existsSync(file))
  const hint = hintFile === undefined ? '' : readFileSync(hintFile, 'utf8').trim()
  if (hint === '') return { notes: [] }
  let version = /^\d+$/.test(hint) ? Number(hint) : undefined
  let name = version === undefined ? names.find((each) => each === hint || withoutEnding(each) === hint) : undefined
  if (version !== undefined) {
    name = hadoopName(names, version)
    for (let next = hadoopName(names, version + 1); next !== undefined; next = hadoopName(names, ++version + 1))
      name = next
  }
  if (name !== undefined) return { name }
  const said = escapeControls(hint.slice(0, 60))
  return { notes: [`version-hint says '${said}', but metadata/ has no such file; using the newest one`] }
}

function hadoopName(names: readonly string[], version: number): string | undefined {
  return names.find((name) => {
    const match = METADATA.exec(name)?.[1]
    return match !== undefined && Number(match) === version
  })
}

/** The highest version by number; of two files of one version the one that was written later. */
function newest(root: string, folder: string, names: readonly string[], notes: readonly string[]): FoundMetadata {
  const versions = names.flatMap((name) => {
    const match = METADATA.exec(name)
    return match === null ? [] : [{ name, version: Number(match[1] ?? match[2]) }]
  })
  if (versions.length === 0) {
    throw icebergError(root, `cannot tell which of ${names.slice(0, 5).map(escapeControls).join(', ')} is the newest`, {
      hint: 'name the metadata file itself',
    })
  }
  const highest = Math.max(...versions.map(({ version }) => version))
  const candidates = versions
    .filter(({ version }) => version === highest)
    .map(({ name }) => ({ file: join(folder, name), metadata: readMetadata(join(folder, name)) }))
    .sort((a, b) => b.metadata.lastUpdatedMs - a.metadata.lastUpdatedMs)
  const [latest] = candidates
  const isTold = candidates.length === 1
  const note = `${candidates.length} metadata files have version ${highest}; using the latest, ${basename(latest!.file)}`
  return { root, file: latest!.file, metadata: latest!.metadata, notes: isTold ? notes : [...notes, note] }
}

function withoutEnding(name: string): string {
  return name.replace(ANY_METADATA, '')
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith('.'))
  } catch {
    return []
  }
}

function whatItIs(path: string): string {
  if (existsSync(join(path, '_delta_log'))) return 'it is a Delta Lake table'
  if (existsSync(join(path, '.hoodie'))) return 'it is a Hudi table'
  if (existsSync(join(path, 'metadata'))) return 'metadata/ has no *.metadata.json'
  return 'it has no metadata/ folder'
}
