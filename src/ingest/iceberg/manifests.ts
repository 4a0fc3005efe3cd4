import { messageOf } from '../../errors.js'
import { readAvro, type AvroRecord } from './avro.js'
import { icebergError } from './iceberg-error.js'
import type { Snapshot } from './metadata.js'
import type { ToLocal } from './paths.js'

/** A data or delete file that is part of a snapshot. */
export interface TableFile {
  /** Local. */
  readonly path: string
  readonly format: string
  readonly rowCount: number
  readonly sizeBytes: number
  /** The data sequence number: deletes apply to what is older. */
  readonly sequence: bigint
  readonly specId: number
  /** The values of the partition by the names of its fields, as Avro holds them. */
  readonly partition: AvroRecord
}

export interface DeleteFile extends TableFile {
  readonly kind: 'position' | 'vector' | 'equality'
  readonly equalityIds: readonly number[]
  /** Local; the only file that a deletion vector or position deletes apply to, where the manifest says so. */
  readonly referencedFile: string | undefined
  /** Where in the file a deletion vector lies. */
  readonly offset: number
  readonly length: number
}

export interface LiveFiles {
  readonly data: readonly TableFile[]
  readonly deletes: readonly DeleteFile[]
}

/** The id of the column of position deletes that names the data file. */
export const FILE_PATH_ID = 2147483546

const REMOVED = 2
const ADDED = 1

/**
 * Reads the manifests of a snapshot: the files that are part of it.
 *
 * @throws CxkpiError CXK3001 (a manifest is missing or damaged, a file is missing)
 */
export function liveFiles(root: string, snapshot: Snapshot, toLocal: ToLocal): LiveFiles {
  const data: TableFile[] = []
  const deletes: DeleteFile[] = []
  for (const manifest of manifestsOf(root, snapshot, toLocal)) {
    const entries = read(root, toLocal(manifest.path, 'manifest'), 'manifest')
    if (manifest.entryCount !== undefined && entries.length < manifest.entryCount) {
      throw icebergError(
        root,
        `a manifest of ${root} is damaged: it lists ${entries.length} files, the manifest list says ${manifest.entryCount}`,
      )
    }
    for (const entry of entries) {
      if (Number(entry.status) === REMOVED) continue
      const inherited = Number(entry.status) === ADDED ? manifest.sequence : 0n
      const sequence = entry.sequence_number == null ? inherited : BigInt(entry.sequence_number as bigint)
      const file = entry.data_file as AvroRecord
      const content = Number(file.content ?? 0)
      const path = toLocal(String(file.file_path), content === 0 ? 'data file' : 'delete file')
      const common = { path, ...commonOf(file), sequence, specId: manifest.specId }
      if (content === 0) data.push(common)
      else deletes.push({ ...common, ...deleteOf(file, content, toLocal) })
    }
  }
  return { data, deletes }
}

interface Manifest {
  readonly path: string
  readonly specId: number
  readonly sequence: bigint
  /** Undefined where nothing says. */
  readonly entryCount: number | undefined
}

function manifestsOf(root: string, snapshot: Snapshot, toLocal: ToLocal): Manifest[] {
  if (snapshot.manifestList === undefined) {
    return snapshot.manifests.map((path) => ({ path, specId: 0, sequence: 0n, entryCount: undefined }))
  }
  return read(root, toLocal(snapshot.manifestList, 'manifest list'), 'manifest list').map((record) => ({
    path: String(record.manifest_path),
    specId: Number(record.partition_spec_id ?? 0),
    sequence: record.sequence_number == null ? 0n : BigInt(record.sequence_number as bigint),
    entryCount: sumOf(record, 'added', 'existing', 'deleted'),
  }))
}

function sumOf(record: AvroRecord, ...kinds: readonly string[]): number | undefined {
  const counts = kinds.map((kind) => record[`${kind}_files_count`] ?? record[`${kind}_data_files_count`])
  return counts.some((count) => count == null)
    ? undefined
    : counts.reduce((sum: number, count) => sum + Number(count), 0)
}

function commonOf(file: AvroRecord): Pick<TableFile, 'format' | 'rowCount' | 'sizeBytes' | 'partition'> {
  return {
    format: String(file.file_format).toUpperCase(),
    rowCount: Number(file.record_count ?? 0),
    sizeBytes: Number(file.file_size_in_bytes ?? 0),
    partition: (file.partition ?? {}) as AvroRecord,
  }
}

function deleteOf(
  file: AvroRecord,
  content: number,
  toLocal: ToLocal,
): Pick<DeleteFile, 'kind' | 'equalityIds' | 'referencedFile' | 'offset' | 'length'> {
  const isVector = String(file.file_format).toUpperCase() === 'PUFFIN'
  const referenced = file.referenced_data_file
  const kind = content === 2 ? 'equality' : isVector ? 'vector' : 'position'
  return {
    kind,
    equalityIds: ((file.equality_ids ?? []) as unknown[]).map(Number).sort((a, b) => a - b),
    referencedFile:
      isVector && typeof referenced === 'string' ? toLocal(referenced, 'data file') : onlyFileOf(file, kind, toLocal),
    offset: Number(file.content_offset ?? 0),
    length: Number(file.content_size_in_bytes ?? 0),
  }
}

/** Position deletes of one file say so by its path, or by bounds of the paths in them that are equal. */
function onlyFileOf(file: AvroRecord, kind: DeleteFile['kind'], toLocal: ToLocal): string | undefined {
  if (kind !== 'position') return undefined
  const [lower, upper] = [file.lower_bounds, file.upper_bounds].map(pathBound)
  const recorded = file.referenced_data_file ?? (lower === upper ? lower : undefined)
  try {
    return typeof recorded === 'string' ? toLocal(recorded, 'data file') : undefined
  } catch {
    return undefined
  }
}

function pathBound(bounds: unknown): string | undefined {
  const entries = (Array.isArray(bounds) ? bounds : []) as { key: unknown; value: unknown }[]
  const bound = entries.find(({ key }) => Number(key) === FILE_PATH_ID)?.value
  return bound instanceof Uint8Array ? Buffer.from(bound).toString('utf8') : undefined
}

function read(root: string, path: string, what: string): AvroRecord[] {
  try {
    return readAvro(path)
  } catch (error) {
    throw icebergError(root, `the ${what} ${path} cannot be read: ${messageOf(error)}`, { cause: error })
  }
}
