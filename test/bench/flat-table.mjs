// A flat Iceberg table of version 2 whose every tenth row is deleted by position.
import { DuckDBInstance } from '@duckdb/node-api'
import avsc from 'avsc'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FILES = 10
const COLUMNS = [
  ['conversation_id', 'string', 'uuid()::varchar'],
  ['start_time', 'timestamptz', 'started'],
  ['end_time', 'timestamptz', 'started + to_seconds(handle + 20)'],
  ['channel', 'string', "['voice', 'chat', 'email'][1 + i % 3]"],
  ['queue_id', 'string', "'queue-' || i % 40"],
  ['queue_name', 'string', "'Queue ' || i % 40"],
  ['agent_id', 'string', "'agent-' || hash(i) % 800"],
  ['agent_name', 'string', "'Agent ' || hash(i) % 800"],
  ['handle_seconds', 'int', 'handle::integer'],
  ['talk_seconds', 'int', '(handle * 0.7)::integer'],
  ['hold_seconds', 'int', '(handle * 0.1)::integer'],
  ['acw_seconds', 'int', '(handle * 0.2)::integer'],
  ['abandoned', 'boolean', 'i % 20 = 0'],
  ['transferred', 'boolean', 'i % 11 = 0'],
  ['wrapup_code', 'string', "'code-' || hash(i + 7) % 30"],
  ['ingested_at', 'timestamptz', 'started + interval 1 day'],
]

export async function writeFlatTable(folder, rowCount) {
  for (const name of ['data', 'deletes', 'metadata']) mkdirSync(join(folder, name), { recursive: true })
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const rows = rowCount / FILES
  const select = COLUMNS.map(([name, , sql]) => `${sql} as ${name}`).join(', ')
  const ids = COLUMNS.map(([name], index) => `${name}: ${index + 1}`).join(', ')
  const data = []
  const deletes = []
  for (let file = 0; file < FILES; file++) {
    const path = join(folder, `data/${file}.parquet`)
    const source = `select i, timestamptz '2026-01-01 00:00:00+00' + to_milliseconds(i * 3000) as started, (hash(i) % 600)::bigint as handle
      from range(${file * rows}, ${(file + 1) * rows}) as t(i)`
    await connection.run(
      `copy (select ${select} from (${source})) to '${path}' (format parquet, compression zstd, field_ids {${ids}})`,
    )
    const deleted = join(folder, `deletes/${file}.parquet`)
    await connection.run(
      `copy (select '${path}' as file_path, pos from range(0, ${rows}, 10) as t(pos)) to '${deleted}'
      (format parquet, field_ids {file_path: 2147483546, pos: 2147483545})`,
    )
    data.push({ content: 0, file_path: path, file_format: 'PARQUET', record_count: rows })
    deletes.push({ content: 1, file_path: deleted, file_format: 'PARQUET', record_count: rows / 10 })
  }
  instance.closeSync()
  writeMetadata(folder, [data, deletes])
}

function writeMetadata(folder, contents) {
  const manifests = contents.map((files, content) => {
    const path = join(folder, `metadata/manifest-${content}.avro`)
    writeAvro(
      path,
      MANIFEST,
      files.map((data_file) => ({ status: 1, data_file })),
    )
    return { manifest_path: path, partition_spec_id: 0, content, sequence_number: content + 1 }
  })
  const list = join(folder, 'metadata/list.avro')
  writeAvro(list, LIST, manifests)
  const metadata = {
    'format-version': 2,
    'table-uuid': 'bench',
    location: folder,
    'current-schema-id': 0,
    schemas: [
      {
        'schema-id': 0,
        fields: COLUMNS.map(([name, type], index) => ({ id: index + 1, name, type, required: false })),
      },
    ],
    'partition-specs': [{ 'spec-id': 0, fields: [] }],
    'current-snapshot-id': 1,
    snapshots: [{ 'snapshot-id': 1, 'timestamp-ms': 0, 'manifest-list': list }],
  }
  writeFileSync(join(folder, 'metadata/v1.metadata.json'), JSON.stringify(metadata))
}

const record = (name, fields) => ({
  type: 'record',
  name,
  fields: Object.entries(fields).map(([field, type]) => ({ name: field, type })),
})
const LIST = record('list', {
  manifest_path: 'string',
  partition_spec_id: 'int',
  content: 'int',
  sequence_number: 'long',
})
const FILE = record('file', { content: 'int', file_path: 'string', file_format: 'string', record_count: 'long' })
const MANIFEST = record('entry', { status: 'int', data_file: FILE })

function writeAvro(path, schema, records) {
  const type = avsc.Type.forSchema(schema)
  const long = avsc.Type.forSchema('long')
  const sync = Buffer.alloc(16, 'bench')
  const header = avsc.Type.forSchema({ type: 'map', values: 'bytes' }).toBuffer({
    'avro.schema': Buffer.from(JSON.stringify(schema)),
  })
  const body = Buffer.concat(records.map((each) => type.toBuffer(each)))
  const parts = [
    Buffer.from('Obj\u0001'),
    header,
    sync,
    long.toBuffer(records.length),
    long.toBuffer(body.length),
    body,
    sync,
  ]
  writeFileSync(path, Buffer.concat(parts))
}
