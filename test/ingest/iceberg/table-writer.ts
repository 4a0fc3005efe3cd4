import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32Of } from '../../../src/ingest/iceberg/crc32.js'
import { openTable, scanTable } from '../../../src/ingest/iceberg/index.js'
import type { Warehouse } from '../../../src/warehouse/index.js'
import { manifest, manifestList, writeAvro } from './avro-writer.js'

export interface Column {
  readonly id: number
  readonly name: string
  readonly type: unknown
  readonly 'initial-default'?: unknown
}

type Partition = Readonly<Record<string, string | null>>

interface Entry {
  readonly content: 0 | 1 | 2
  readonly path: string
  readonly format: 'PARQUET' | 'PUFFIN'
  readonly spec: number
  readonly partition: Partition
  readonly rows: number
  readonly sequence: number
  readonly snapshot: number
  readonly equalityIds?: readonly number[]
  readonly referenced?: string
  readonly size?: number
}

interface Placed {
  readonly partition?: Partition
  /** Without these ids the file has none, as files have that were not written for Iceberg. */
  readonly hasIds?: boolean
}

/** Writes small Iceberg tables of any format version, a snapshot a call, as Iceberg's own file system catalog does. */
export class TableWriter {
  readonly snapshots: { id: number; atMs: number; list: string; schema: number }[] = []
  private readonly specs: string[][] = [[]]
  private readonly log: { id: number; atMs: number }[] = []
  private readonly entriesOf = new Map<number, Entry[]>()
  private schemas: (readonly Column[])[]
  private current: number | undefined
  private version = 0
  private files = 0
  private sequence = 0

  constructor(
    private readonly warehouse: Warehouse,
    readonly folder: string,
    columns: readonly Column[],
    private readonly options: {
      readonly location?: string
      readonly formatVersion?: 1 | 2 | 3
      readonly uuid?: string
    } = {},
  ) {
    this.schemas = [columns]
    mkdirSync(join(folder, 'metadata'), { recursive: true })
    mkdirSync(join(folder, 'data'), { recursive: true })
    this.writeMetadata()
  }

  get location(): string {
    return this.options.location ?? this.folder
  }

  /** The live data files, by the paths that are recorded. */
  get dataFiles(): string[] {
    return this.live.filter(({ content }) => content === 0).map(({ path }) => path)
  }

  /** Adds a data file with the rows of a query, whose columns are named as those of the schema. */
  async append(query: string, placed: Placed = {}): Promise<string> {
    const entry = await this.dataFile(query, placed)
    this.commit([...this.live, entry])
    return entry.path
  }

  /** Takes data files away and puts another in their place: a compaction, or an overwrite. */
  async replace(paths: readonly string[], query?: string, placed: Placed = {}): Promise<void> {
    const kept = this.live.filter(({ path }) => !paths.includes(path))
    this.commit(query === undefined ? kept : [...kept, await this.dataFile(query, placed)])
  }

  /** Writes all live rows into one file, without any delete: no row changes. */
  async compact(): Promise<void> {
    const scan = await scanTable(this.warehouse, openTable(this.folder))
    const entry = await this.dataFile(scan.sql, {})
    await scan.close()
    this.commit([entry])
  }

  async deletePositions(
    places: readonly (readonly [path: string, position: number])[],
    placed: Placed = {},
  ): Promise<void> {
    const values = places.map(([path, position]) => `('${path}', ${position}::bigint)`).join(', ')
    const query = `select * from (values ${values}) as t(file_path, pos)`
    const file = await this.parquet(query, 'file_path: 2147483546, pos: 2147483545')
    this.commit([...this.live, { ...this.entry(placed), ...file, content: 1 }])
  }

  /** Deletes the rows that are equal to those of a query in the columns of these ids. */
  async deleteEqual(query: string, ids: readonly number[], placed: Placed = {}): Promise<void> {
    const columns = this.schemas.flat().filter(({ id }) => ids.includes(id))
    const file = await this.parquet(query, [...new Set(columns.map(({ id, name }) => `"${name}": ${id}`))].join(', '))
    this.commit([...this.live, { ...this.entry(placed), ...file, content: 2, equalityIds: ids }])
  }

  /** Deletes positions by a deletion vector, in the place of the one there was. */
  deleteVector(path: string, positions: readonly number[]): void {
    const blob = vectorBlob(positions)
    const name = `data/dv-${++this.files}.puffin`
    writeFileSync(join(this.folder, name), blob)
    const kept = this.live.filter(({ referenced }) => referenced !== path)
    this.commit([
      ...kept,
      {
        ...this.entry(),
        content: 1,
        format: 'PUFFIN',
        path: `${this.location}/${name}`,
        rows: positions.length,
        referenced: path,
        size: blob.length,
      },
    ])
  }

  /** From now on the table has these columns; nothing is written anew. */
  evolve(columns: readonly Column[]): void {
    this.schemas = [...this.schemas, columns]
    this.writeMetadata()
  }

  /** From now on files are partitioned by these columns, by their very values. */
  partitionBy(columns: readonly string[]): void {
    this.specs.push([...columns])
    this.writeMetadata()
  }

  rollBack(snapshot: number): void {
    this.current = snapshot
    this.log.push({ id: snapshot, atMs: this.now() })
    this.writeMetadata()
  }

  private get live(): Entry[] {
    return this.current === undefined ? [] : this.entriesOf.get(this.current)!
  }

  private entry({ partition = {} }: Placed = {}): Omit<Entry, 'path' | 'rows' | 'content'> {
    const common = { format: 'PARQUET', spec: this.specs.length - 1, partition } as const
    return { ...common, sequence: this.sequence + 1, snapshot: this.snapshots.length + 1 }
  }

  private async dataFile(query: string, placed: Placed): Promise<Entry> {
    const described = await this.warehouse.rows(`describe ${query}`)
    const names = new Set(described.map(({ column_name: name }) => name))
    const present = this.schemas
      .at(-1)!
      .filter(({ name }) => names.has(name))
      .map(({ id, name, type }) => `"${name}": ${fieldIds(id, type)}`)
    const file = await this.parquet(query, placed.hasIds === false ? '' : present.join(', '))
    return { ...this.entry(placed), ...file, content: 0 }
  }

  private async parquet(query: string, ids: string): Promise<{ path: string; rows: number }> {
    const name = `data/${String(++this.files).padStart(5, '0')}.parquet`
    const options = ids === '' ? 'format parquet' : `format parquet, field_ids {${ids}}`
    const rows = await this.warehouse.run(`copy (${query}) to '${join(this.folder, name)}' (${options})`)
    return { path: `${this.location}/${name}`, rows }
  }

  private commit(entries: Entry[]): void {
    const id = this.snapshots.length + 1
    this.sequence++
    const manifests = this.specs.flatMap((_, spec) =>
      [0, 1].flatMap((content) => {
        const own = entries.filter((entry) => entry.spec === spec && (entry.content === 0 ? 0 : 1) === content)
        return own.length === 0 ? [] : [this.writeManifest(own, id, spec, content)]
      }),
    )
    const list = `metadata/snap-${id}.avro`
    writeAvro(join(this.folder, list), manifestList, manifests)
    const atMs = this.now()
    this.snapshots.push({ id, atMs, list: `${this.location}/${list}`, schema: this.schemas.length - 1 })
    this.log.push({ id, atMs })
    this.entriesOf.set(id, entries)
    this.current = id
    this.writeMetadata()
  }

  private writeManifest(entries: readonly Entry[], snapshot: number, spec: number, content: number): unknown {
    const name = `metadata/m-${snapshot}-${spec}-${content}.avro`
    const isV1 = this.options.formatVersion === 1
    const records = entries.map((entry) => ({
      status: entry.snapshot === snapshot ? 1 : 0,
      snapshot_id: entry.snapshot,
      sequence_number: isV1 || entry.snapshot === snapshot ? null : entry.sequence,
      data_file: {
        content: entry.content,
        file_path: entry.path,
        file_format: entry.format,
        partition: Object.fromEntries(this.specs[spec]!.map((column) => [column, entry.partition[column] ?? null])),
        record_count: entry.rows,
        file_size_in_bytes: statSync(join(this.folder, entry.path.slice(this.location.length + 1))).size,
        equality_ids: entry.equalityIds ?? null,
        referenced_data_file: entry.referenced ?? null,
        content_offset: entry.size === undefined ? null : 0,
        content_size_in_bytes: entry.size ?? null,
      },
    }))
    writeAvro(join(this.folder, name), manifest(this.specs[spec]!), records)
    const added = records.filter(({ status }) => status === 1).length
    return {
      manifest_path: `${this.location}/${name}`,
      manifest_length: statSync(join(this.folder, name)).size,
      partition_spec_id: spec,
      content,
      sequence_number: isV1 ? 0 : this.sequence,
      added_files_count: added,
      existing_files_count: records.length - added,
      deleted_files_count: 0,
    }
  }

  private writeMetadata(): void {
    const metadata = {
      'format-version': this.options.formatVersion ?? 2,
      'table-uuid': this.options.uuid ?? `uuid-of-${this.folder}`,
      location: this.location,
      'last-sequence-number': this.sequence,
      'last-updated-ms': this.now(),
      'current-schema-id': this.schemas.length - 1,
      schemas: this.schemas.map((columns, id) => ({
        type: 'struct',
        'schema-id': id,
        fields: columns.map((column) => ({ ...column, required: false })),
      })),
      'default-spec-id': this.specs.length - 1,
      'partition-specs': this.specs.map((columns, id) => ({
        'spec-id': id,
        fields: columns.map((name, index) => ({
          name,
          transform: 'identity',
          'source-id': this.schemas.at(-1)!.find((column) => column.name === name)!.id,
          'field-id': 1000 + index,
        })),
      })),
      'current-snapshot-id': this.current ?? -1,
      snapshots: this.snapshots.map(({ id, atMs, list, schema }) => ({
        'snapshot-id': id,
        'sequence-number': id,
        'timestamp-ms': atMs,
        'manifest-list': list,
        'schema-id': schema,
        summary: { operation: 'append' },
      })),
      'snapshot-log': this.log.map(({ id, atMs }) => ({ 'snapshot-id': id, 'timestamp-ms': atMs })),
    }
    this.version++
    writeFileSync(join(this.folder, `metadata/v${this.version}.metadata.json`), JSON.stringify(metadata))
    writeFileSync(join(this.folder, 'metadata/version-hint.text'), String(this.version))
  }

  /** An hour passes between any two steps. */
  private now(): number {
    return Date.UTC(2026, 0, 1, this.log.length)
  }
}

function fieldIds(id: number, type: unknown): string {
  const { type: kind, fields, element } = type as { type?: string; fields?: Column[]; element?: unknown }
  const inner = type as { 'element-id': number }
  if (kind === 'list') return `{__duckdb_field_id: ${id}, element: ${fieldIds(inner['element-id'], element)}}`
  if (kind !== 'struct') return String(id)
  return `{__duckdb_field_id: ${id}, ${fields!.map((each) => `"${each.name}": ${fieldIds(each.id, each.type)}`).join(', ')}}`
}

/** One array container: positions below 65,536. */
function vectorBlob(positions: readonly number[]): Buffer {
  const bitmap = Buffer.alloc(8 + 4 + 8 + 4 + 4 + 2 * positions.length)
  bitmap.writeBigUInt64LE(1n, 0)
  bitmap.writeUInt32LE(0, 8)
  bitmap.writeUInt32LE(12346, 12)
  bitmap.writeUInt32LE(1, 16)
  bitmap.writeUInt16LE(0, 20)
  bitmap.writeUInt16LE(positions.length - 1, 22)
  bitmap.writeUInt32LE(16, 24)
  ;[...positions].sort((a, b) => a - b).forEach((position, index) => bitmap.writeUInt16LE(position, 28 + 2 * index))
  const body = Buffer.concat([Buffer.from('d1d33964', 'hex'), bitmap])
  const blob = Buffer.alloc(body.length + 8)
  blob.writeUInt32BE(body.length, 0)
  body.copy(blob, 4)
  blob.writeUInt32BE(crc32Of(body), 4 + body.length)
  return blob
}
