import { icebergError } from './iceberg-error.js'
import type { Snapshot, TableMetadata, TableSchema } from './metadata.js'

/** Which state of a table is wanted; the current one where nothing is said. */
export interface TimeTravel {
  /** A snapshot's id, or the name of a branch or tag. */
  readonly snapshot?: string
  readonly asOfMs?: number
}

/** A state of a table: its schema then, and its snapshot; none where the table is empty. */
export interface TableState {
  readonly snapshot: Snapshot | undefined
  readonly schema: TableSchema
}

/**
 * Finds the state that is wanted. A point in time goes by the snapshot log, which knows of rollbacks and branches.
 *
 * @throws CxkpiError CXK3001 (no such snapshot, branch or tag; nothing that old; expired)
 */
export function stateOf(path: string, metadata: TableMetadata, travel: TimeTravel): TableState {
  if (travel.snapshot !== undefined) return named(path, metadata, travel.snapshot)
  if (travel.asOfMs !== undefined) return asOf(path, metadata, travel.asOfMs)
  const { currentSnapshotId } = metadata
  const schema = schemaOf(path, metadata, metadata.currentSchemaId)
  if (currentSnapshotId === undefined) return { snapshot: undefined, schema }
  return { snapshot: snapshotOf(path, metadata, currentSnapshotId), schema }
}

function named(path: string, metadata: TableMetadata, name: string): TableState {
  const ref = metadata.refs.get(name)
  if (ref?.type === 'branch') {
    const schema = schemaOf(path, metadata, metadata.currentSchemaId)
    return { snapshot: snapshotOf(path, metadata, ref.snapshotId), schema }
  }
  if (ref === undefined && !/^-?\d+$/.test(name)) {
    const refs = [...metadata.refs.keys()].join(', ')
    throw icebergError(path, `no branch or tag '${name}' in ${path}`, {
      hint: refs === '' ? 'the table has no branch and no tag' : `the table has: ${refs}`,
    })
  }
  const snapshot = snapshotOf(path, metadata, ref?.snapshotId ?? name)
  return { snapshot, schema: schemaOf(path, metadata, snapshot.schemaId ?? metadata.currentSchemaId) }
}

function asOf(path: string, metadata: TableMetadata, asOfMs: number): TableState {
  const log =
    metadata.snapshotLog.length > 0
      ? metadata.snapshotLog
      : metadata.snapshots.map(({ id, timestampMs }) => ({ snapshotId: id, timestampMs }))
  const ordered = [...log].sort((a, b) => a.timestampMs - b.timestampMs)
  const entry = ordered.findLast(({ timestampMs }) => timestampMs <= asOfMs)
  if (entry === undefined) {
    const oldest = ordered[0]
    throw icebergError(path, `${path} has no snapshot as old as ${instant(asOfMs)}`, {
      hint: oldest === undefined ? 'it has no snapshot at all' : `its oldest is of ${instant(oldest.timestampMs)}`,
    })
  }
  const snapshot = metadata.snapshots.find(({ id }) => id === entry.snapshotId)
  if (snapshot === undefined) {
    throw icebergError(path, `the snapshot of ${path} that was current at ${instant(asOfMs)} has been expired`)
  }
  return { snapshot, schema: schemaOf(path, metadata, snapshot.schemaId ?? metadata.currentSchemaId) }
}

function snapshotOf(path: string, metadata: TableMetadata, id: string): Snapshot {
  const snapshot = metadata.snapshots.find((each) => each.id === id)
  if (snapshot !== undefined) return snapshot
  const newest = metadata.snapshots.slice(-3).reverse()
  throw icebergError(path, `no snapshot ${id} in ${path}`, {
    hint: `the newest: ${newest.map((each) => `${each.id} (${instant(each.timestampMs)})`).join(', ') || 'none'}`,
  })
}

function schemaOf(path: string, metadata: TableMetadata, id: number): TableSchema {
  const schema = metadata.schemas.find((each) => each.id === id)
  if (schema === undefined) throw icebergError(path, `${path} has no schema ${id}`)
  return schema
}

function instant(ms: number): string {
  const date = new Date(ms)
  return Number.isNaN(date.getTime()) ? String(ms) : date.toISOString()
}
