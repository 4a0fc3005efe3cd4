import { quotedIdentifier, quotedString } from '../../warehouse/index.js'
import { sqlType, type IcebergType } from './types.js'

/** The SQL for a default value, which the metadata writes as JSON. */
export function defaultLiteral(value: unknown, type: IcebergType): string {
  const cast = sqlType(type) ?? 'VARCHAR'
  if (value === null || value === undefined) return `cast(null as ${cast})`
  switch (type.kind) {
    case 'struct': {
      const values = value as Readonly<Record<string, unknown>>
      const fields = type.fields.map((field) => {
        const inner = values[String(field.id)] ?? field.initialDefault
        return `${quotedIdentifier(field.name)} := ${defaultLiteral(inner, field.type)}`
      })
      return `struct_pack(${fields.join(', ')})`
    }
    case 'list':
      return `cast([${(value as unknown[]).map((item) => defaultLiteral(item, type.element.type)).join(', ')}] as ${cast})`
    case 'map': {
      const { keys, values } = value as { keys: unknown[]; values: unknown[] }
      const list = (items: unknown[], inner: IcebergType): string =>
        `[${items.map((item) => defaultLiteral(item, inner)).join(', ')}]`
      return `cast(map(${list(keys, type.key.type)}, ${list(values, type.value.type)}) as ${cast})`
    }
    case 'primitive':
      if (cast === 'BLOB') return `unhex(${quotedString(textOf(value))})`
      return `cast(${quotedString(textOf(value))} as ${cast})`
  }
}

/** The SQL for a value of an identity partition, which the manifest holds as Avro does. */
export function partitionLiteral(value: unknown, type: IcebergType): string {
  const cast = sqlType(type) ?? 'VARCHAR'
  if (value === null || value === undefined) return `cast(null as ${cast})`
  const number = `${typeof value === 'bigint' || typeof value === 'number' ? value : 0}`
  switch (type.kind === 'primitive' ? type.name : '') {
    case 'date':
      return `(date '1970-01-01' + cast(${number} as integer))`
    case 'time':
      return `cast(make_timestamp(${number}) as time)`
    case 'timestamp':
      return `make_timestamp(${number})`
    case 'timestamptz':
      return `timezone('UTC', make_timestamp(${number}))`
    case 'timestamp_ns':
      return `make_timestamp_ns(${number})`
    case 'timestamptz_ns':
      return `timezone('UTC', cast(make_timestamp_ns(${number}) as timestamp))`
  }
  if (value instanceof Uint8Array) return bytesLiteral(Buffer.from(value), cast)
  return `cast(${quotedString(textOf(value))} as ${cast})`
}

/** Decimals are big-endian two's complement, unscaled; UUIDs 16 bytes. */
function bytesLiteral(bytes: Buffer, cast: string): string {
  const hex = bytes.toString('hex')
  if (cast === 'UUID') return `cast(${quotedString(hex)} as uuid)`
  const scale = /^DECIMAL\(\d+, (\d+)\)$/.exec(cast)?.[1]
  if (scale === undefined) return `unhex(${quotedString(hex)})`
  const unscaled = BigInt.asIntN(bytes.length * 8, bytes.length === 0 ? 0n : BigInt(`0x${hex}`))
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(Number(scale) + 1, '0')
  const point = digits.length - Number(scale)
  const text = `${unscaled < 0n ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`
  return `cast(${quotedString(text)} as ${cast})`
}

function textOf(value: unknown): string {
  return typeof value === 'string'
    ? value
    : JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? `${item}` : item))
}
