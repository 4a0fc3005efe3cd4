import { counted } from '../counted.js'
import { silentEffects, type Effects } from '../effects.js'
import type { Inspected } from '../ingest/index.js'
import type { Result, Row, Section } from '../result.js'
import { columns } from './columns.js'
import { instantOf } from './instant.js'

export interface InspectRequest {
  readonly path: string
  readonly snapshot?: string | undefined
  readonly asOf?: string | undefined
}

const FILE_COLUMNS = columns({
  path: 'text',
  platform: 'text',
  entity: 'text',
  format: 'text',
  compression: 'text',
  row_count: 'count',
  column_count: 'count',
  why: 'text',
})

/** Says what files and tables are and why they were taken for that, without a database. */
export async function inspect(
  request: InspectRequest,
  effects: Effects = silentEffects,
): Promise<{ result: Result; outcome: string }> {
  const { inspectPath } = await import('../ingest/index.js')
  const { withWarehouse } = await import('../warehouse/index.js')
  const travel = {
    ...(request.snapshot === undefined ? {} : { snapshot: request.snapshot }),
    ...(request.asOf === undefined ? {} : { asOfMs: instantOf(request.asOf) }),
  }
  const found = await withWarehouse(':memory:', { access: 'write', signal: effects.signal }, (warehouse) =>
    inspectPath(warehouse, request.path, travel, effects),
  )
  const rows = found.map(fileRow)
  const result = {
    columns: FILE_COLUMNS,
    rows,
    sections: [{ rows }, ...found.flatMap((each) => details(each, found.length))],
    meta: {
      schemas: found.map((each) => ({ path: each.path, columns: each.columns })),
      tables: found.flatMap((each) => (each.table === undefined ? [] : [{ path: each.path, ...tableFacts(each) }])),
    },
  }
  return { result, outcome: outcomeOf(found) }
}

function outcomeOf(found: readonly Inspected[]): string {
  const tables = found.filter((each) => each.table !== undefined).length
  const files = counted(found.length - tables, 'file')
  return tables === 0 ? files : `${files}, ${counted(tables, 'table')}`
}

function fileRow(found: Inspected): Row {
  return {
    path: found.path,
    platform: found.platform ?? null,
    entity: found.entity ?? null,
    format: found.format,
    compression: found.compression,
    row_count: found.rows ?? null,
    column_count: found.columns.length,
    why: found.why,
  }
}

/** For people: the columns of a single file, and what an Iceberg table consists of. */
function details(found: Inspected, count: number): Section[] {
  const schema = {
    heading: 'columns',
    columns: columns({ name: 'text', type: 'text' }),
    rows: found.columns.map(({ name, type }) => ({ name, type })),
  }
  if (found.table === undefined) return count === 1 && found.columns.length > 0 ? [schema] : []
  const { snapshots, references, files } = tableFacts(found)
  return [
    schema,
    { heading: 'snapshots', columns: SNAPSHOT_COLUMNS, rows: snapshots },
    {
      heading: 'branches and tags',
      columns: columns({ name: 'text', type: 'text', snapshot_id: 'text' }),
      rows: references,
    },
    {
      heading: 'files of the snapshot',
      columns: columns({ kind: 'text', files: 'count', rows: 'count', bytes: 'count' }),
      rows: files,
    },
  ].filter(({ rows }) => rows.length > 0)
}

const SNAPSHOT_COLUMNS = columns({ snapshot_id: 'text', at: 'instant', operation: 'text', is_read: 'boolean' })

function tableFacts({ table }: Inspected): {
  format_version: number
  metadata_file: string
  notes: readonly string[]
  snapshots: Row[]
  references: Row[]
  files: Row[]
} {
  const { metadata, snapshot, data, deletes, file, notes } = table!
  const all = [...data.map((each) => ({ ...each, kind: 'data' as const })), ...deletes]
  const kinds = ['data', 'position', 'vector', 'equality'] as const
  return {
    format_version: metadata.formatVersion,
    metadata_file: file,
    notes,
    snapshots: metadata.snapshots.map(({ id, timestampMs, operation }) => ({
      snapshot_id: id,
      at: new Date(timestampMs).toISOString(),
      operation: operation ?? null,
      is_read: id === snapshot?.id,
    })),
    references: [...metadata.refs].map(([name, ref]) => ({ name, type: ref.type, snapshot_id: ref.snapshotId })),
    files: kinds.flatMap((kind) => {
      const own = all.filter((each) => each.kind === kind)
      const name = kind === 'data' ? 'data' : kind === 'vector' ? 'deletion vector' : `${kind} delete`
      const sum = (of: 'rowCount' | 'sizeBytes'): number => own.reduce((total, each) => total + each[of], 0)
      return own.length === 0 ? [] : [{ kind: name, files: own.length, rows: sum('rowCount'), bytes: sum('sizeBytes') }]
    }),
  }
}
