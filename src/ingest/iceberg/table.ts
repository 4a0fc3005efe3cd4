import { escapeControls } from '../excerpt.js'
import { icebergError } from './iceberg-error.js'
import { liveFiles, type LiveFiles } from './manifests.js'
import { findMetadata, type FoundMetadata } from './metadata-file.js'
import { localPaths, type Moved, type ToLocal } from './paths.js'
import { stateOf, type TableState, type TimeTravel } from './snapshots.js'

export interface OpenTableOptions extends TimeTravel {
  readonly moved?: readonly Moved[]
}

/** One state of an Iceberg table, as its metadata tells it. */
export interface IcebergTable extends FoundMetadata, TableState, LiveFiles {
  readonly path: string
  readonly toLocal: ToLocal
}

/**
 * Reads the metadata of an Iceberg table in a local folder: versions 1 to 3, data in Parquet.
 *
 * @throws CxkpiError CXK3001 (no table, no such snapshot, metadata missing or damaged or pointing outside of the folder, files of another format)
 */
export function openTable(path: string, options: OpenTableOptions = {}): IcebergTable {
  const found = findMetadata(path)
  const state = stateOf(path, found.metadata, options)
  const toLocal = localPaths(found.root, found.metadata.location, options.moved ?? [])
  const files =
    state.snapshot === undefined ? { data: [], deletes: [] } : liveFiles(found.root, state.snapshot, toLocal)
  refuseOtherFormats(path, files)
  return { path, ...found, ...state, ...files, toLocal }
}

function refuseOtherFormats(path: string, { data, deletes }: LiveFiles): void {
  const others = [...data, ...deletes].filter(({ format }) => format !== 'PARQUET' && format !== 'PUFFIN')
  const formats = [...new Set(others.map(({ format }) => escapeControls(format)))]
  if (formats.length === 0) return
  throw icebergError(
    path,
    `${path} has ${formats.join(' and ')} files (${others.length} of ${data.length + deletes.length}); only Parquet is supported`,
    { hint: 'rewrite the table to Parquet where it was written, and copy it again' },
  )
}
