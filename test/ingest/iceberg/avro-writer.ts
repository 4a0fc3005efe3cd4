import avsc from 'avsc'
import { writeFileSync } from 'node:fs'

const SYNC = Buffer.from('cxkpi-test-table')

/** Writes an Avro file of one block. */
export function writeAvro(path: string, schema: avsc.Schema, records: readonly unknown[]): void {
  const type = avsc.Type.forSchema(schema)
  const long = avsc.Type.forSchema('long')
  const metadata = avsc.Type.forSchema({ type: 'map', values: 'bytes' })
  const body = Buffer.concat(records.map((record) => type.toBuffer(record)))
  const header = metadata.toBuffer({
    'avro.schema': Buffer.from(JSON.stringify(schema)),
    'avro.codec': Buffer.from('null'),
  })
  const block = [long.toBuffer(records.length), long.toBuffer(body.length), body, SYNC]
  writeFileSync(
    path,
    Buffer.concat([Buffer.from('Obj\u0001', 'latin1'), header, SYNC, ...(records.length > 0 ? block : [])]),
  )
}

const optional = (type: avsc.Schema): avsc.Schema => ['null', type] as avsc.Schema
const field = (name: string, type: avsc.Schema) => ({ name, type })

export const manifestList: avsc.Schema = {
  type: 'record',
  name: 'manifest_file',
  fields: [
    field('manifest_path', 'string'),
    field('manifest_length', 'long'),
    field('partition_spec_id', 'int'),
    field('content', 'int'),
    field('sequence_number', 'long'),
    field('added_files_count', 'int'),
    field('existing_files_count', 'int'),
    field('deleted_files_count', 'int'),
  ],
}

/** A manifest whose partitions have these text fields. */
export function manifest(partition: readonly string[]): avsc.Schema {
  const partitionType = {
    type: 'record',
    name: 'r102',
    fields: partition.map((name) => field(name, optional('string'))),
  }
  const dataFile = {
    type: 'record',
    name: 'r2',
    fields: [
      field('content', 'int'),
      field('file_path', 'string'),
      field('file_format', 'string'),
      field('partition', partitionType as avsc.Schema),
      field('record_count', 'long'),
      field('file_size_in_bytes', 'long'),
      field('equality_ids', optional({ type: 'array', items: 'int' })),
      field('referenced_data_file', optional('string')),
      field('content_offset', optional('long')),
      field('content_size_in_bytes', optional('long')),
    ],
  }
  return {
    type: 'record',
    name: 'manifest_entry',
    fields: [
      field('status', 'int'),
      field('snapshot_id', optional('long')),
      field('sequence_number', optional('long')),
      field('data_file', dataFile as avsc.Schema),
    ],
  }
}
