import { z } from 'zod'
import { messageOf } from '../../errors.js'
import { icebergError } from './iceberg-error.js'
import { parseField, type Field } from './types.js'

const id = z.union([z.string(), z.number()]).transform(String)

const partitionField = z.object({
  name: z.string(),
  transform: z.string(),
  'source-id': z.number().optional(),
  'source-ids': z.array(z.number()).optional(),
  'field-id': z.number().optional(),
})

const schemaText = z.object({ 'schema-id': z.number().default(0), fields: z.array(z.unknown()) })

const snapshotText = z.object({
  'snapshot-id': id,
  'sequence-number': z.number().default(0),
  'timestamp-ms': z.number(),
  'manifest-list': z.string().optional(),
  manifests: z.array(z.string()).optional(),
  'schema-id': z.number().optional(),
  summary: z.record(z.string(), z.unknown()).optional(),
})

const metadataText = z.object({
  'format-version': z.number(),
  'table-uuid': z.string().optional(),
  location: z.string(),
  'last-updated-ms': z.number().default(0),
  'current-schema-id': z.number().optional(),
  schema: schemaText.optional(),
  schemas: z.array(schemaText).optional(),
  'partition-spec': z.array(partitionField).optional(),
  'partition-specs': z.array(z.object({ 'spec-id': z.number(), fields: z.array(partitionField) })).optional(),
  properties: z.record(z.string(), z.string()).nullish(),
  'current-snapshot-id': id.nullish(),
  snapshots: z.array(snapshotText).nullish(),
  'snapshot-log': z.array(z.object({ 'snapshot-id': id, 'timestamp-ms': z.number() })).nullish(),
  refs: z.record(z.string(), z.object({ 'snapshot-id': id, type: z.string() })).nullish(),
  'encryption-keys': z.array(z.unknown()).nullish(),
})

export interface TableSchema {
  readonly id: number
  readonly fields: readonly Field[]
}

export interface PartitionField {
  readonly name: string
  readonly transform: string
  readonly sourceId: number
}

export interface Snapshot {
  /** 64 bits: kept as text. */
  readonly id: string
  readonly timestampMs: number
  readonly sequenceNumber: number
  readonly manifestList: string | undefined
  /** What a snapshot of version 1 may have instead of a manifest list. */
  readonly manifests: readonly string[]
  readonly schemaId: number | undefined
  readonly operation: string | undefined
}

/** What the metadata file of a table says, of all format versions in the same form. */
export interface TableMetadata {
  readonly formatVersion: number
  readonly uuid: string | undefined
  readonly location: string
  readonly lastUpdatedMs: number
  /** Oldest first. */
  readonly schemas: readonly TableSchema[]
  readonly currentSchemaId: number
  readonly partitionSpecs: ReadonlyMap<number, readonly PartitionField[]>
  readonly nameMapping: string | undefined
  readonly currentSnapshotId: string | undefined
  readonly snapshots: readonly Snapshot[]
  readonly snapshotLog: readonly { readonly snapshotId: string; readonly timestampMs: number }[]
  readonly refs: ReadonlyMap<string, { readonly snapshotId: string; readonly type: string }>
}

/** Numbers that may need 64 bits. A JSON text holds no bare quote, so that what matches is a member's name. */
const LONGS =
  /("(?:snapshot-id|parent-snapshot-id|current-snapshot-id|source-snapshot-id|initial-default|write-default)"\s*:\s*)(-?\d+)(?=\s*[,}\]])/g

/**
 * Reads the text of a metadata file.
 *
 * @throws CxkpiError CXK3001 (not JSON, not the metadata of a table, of another format version, encrypted)
 */
export function parseMetadata(path: string, text: string): TableMetadata {
  let json: unknown
  try {
    json = JSON.parse(text.replace(LONGS, '$1"$2"'))
  } catch (error) {
    throw icebergError(path, `${path} is not valid JSON: ${messageOf(error)}`, { cause: error })
  }
  const parsed = metadataText.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const where = issue?.path.join('.') ?? ''
    throw icebergError(path, `${path} is not the metadata of an Iceberg table: ${where}: ${issue?.message ?? ''}`)
  }
  const version = parsed.data['format-version']
  if (![1, 2, 3].includes(version)) {
    throw icebergError(path, `${path} has Iceberg format version ${version}, which is not supported (1, 2 and 3 are)`)
  }
  if ((parsed.data['encryption-keys'] ?? []).length > 0) {
    throw icebergError(path, `${path} is the metadata of an encrypted table, which is not supported`)
  }
  try {
    return toMetadata(parsed.data)
  } catch (error) {
    throw icebergError(path, `${path} has a schema that cannot be read: ${messageOf(error)}`, { cause: error })
  }
}

function toMetadata(text: z.infer<typeof metadataText>): TableMetadata {
  const schemas = (text.schemas ?? (text.schema === undefined ? [] : [text.schema])).map((schema) => ({
    id: schema['schema-id'],
    fields: schema.fields.map(parseField),
  }))
  schemas.sort((a, b) => a.id - b.id)
  const specs = text['partition-specs'] ?? [{ 'spec-id': 0, fields: text['partition-spec'] ?? [] }]
  const current = text['current-snapshot-id']
  return {
    formatVersion: text['format-version'],
    uuid: text['table-uuid'],
    location: text.location,
    lastUpdatedMs: text['last-updated-ms'],
    schemas,
    currentSchemaId: text['current-schema-id'] ?? schemas[0]?.id ?? 0,
    partitionSpecs: new Map(
      specs.map((spec) => [
        spec['spec-id'],
        spec.fields.map((field) => ({
          name: field.name,
          transform: field.transform,
          sourceId: field['source-id'] ?? field['source-ids']?.[0] ?? -1,
        })),
      ]),
    ),
    nameMapping: text.properties?.['schema.name-mapping.default'],
    currentSnapshotId: current === null || current === '-1' ? undefined : current,
    snapshots: (text.snapshots ?? []).map((snapshot) => ({
      id: snapshot['snapshot-id'],
      timestampMs: snapshot['timestamp-ms'],
      sequenceNumber: snapshot['sequence-number'],
      manifestList: snapshot['manifest-list'],
      manifests: snapshot.manifests ?? [],
      schemaId: snapshot['schema-id'],
      operation: typeof snapshot.summary?.operation === 'string' ? snapshot.summary.operation : undefined,
    })),
    snapshotLog: (text['snapshot-log'] ?? []).map((entry) => ({
      snapshotId: entry['snapshot-id'],
      timestampMs: entry['timestamp-ms'],
    })),
    refs: new Map(
      Object.entries(text.refs ?? {}).map(([name, ref]) => [name, { snapshotId: ref['snapshot-id'], type: ref.type }]),
    ),
  }
}
