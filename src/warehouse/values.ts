import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTypeId,
  JsonDuckDBValueConverter,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api'
import type { ColumnType, Value } from '../result.js'

/**
 * The one mapping from DuckDB's values to ours.
 *
 * Integers within ±(2^53 − 1) are numbers, beyond that bigint; dates are 'YYYY-MM-DD'; instants are ISO 8601 in UTC
 * with `Z`; timestamps without a zone have none; lists and structs are their JSON text.
 */
export function toValue(value: DuckDBValue, type: DuckDBType): Value {
  if (value === null || value === undefined) return null
  switch (typeof value) {
    case 'boolean':
    case 'number':
    case 'string':
      return value
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : value
  }
  if (value instanceof DuckDBDateValue) return value.toString()
  if (value instanceof DuckDBDecimalValue) return value.toDouble()
  if (value instanceof DuckDBTimestampTZValue) return `${isoText(value.micros)}Z`
  if (value instanceof DuckDBTimestampValue) return isoText(value.micros)
  if (value instanceof DuckDBTimestampMillisecondsValue) return isoText(value.millis * 1000n)
  if (value instanceof DuckDBTimestampSecondsValue) return isoText(value.seconds * 1_000_000n)
  if (value instanceof DuckDBTimestampNanosecondsValue) return isoText(value.nanos / 1000n)
  if (NESTED.has(type.typeId)) {
    return JSON.stringify(JsonDuckDBValueConverter(value, type, JsonDuckDBValueConverter))
  }
  return value.toString()
}

const NESTED = new Set([
  DuckDBTypeId.LIST,
  DuckDBTypeId.STRUCT,
  DuckDBTypeId.MAP,
  DuckDBTypeId.ARRAY,
  DuckDBTypeId.UNION,
])

function isoText(micros: bigint): string {
  const millis = Number(micros / 1000n) - (micros % 1000n < 0n ? 1 : 0)
  const date = new Date(millis)
  return Number.isNaN(date.getTime()) ? (micros > 0n ? 'infinity' : '-infinity') : date.toISOString().slice(0, -1)
}

const COLUMN_TYPES: Partial<Record<DuckDBTypeId, ColumnType>> = {
  [DuckDBTypeId.BOOLEAN]: 'boolean',
  [DuckDBTypeId.TINYINT]: 'bigint',
  [DuckDBTypeId.SMALLINT]: 'bigint',
  [DuckDBTypeId.INTEGER]: 'bigint',
  [DuckDBTypeId.BIGINT]: 'bigint',
  [DuckDBTypeId.UTINYINT]: 'bigint',
  [DuckDBTypeId.USMALLINT]: 'bigint',
  [DuckDBTypeId.UINTEGER]: 'bigint',
  [DuckDBTypeId.UBIGINT]: 'bigint',
  [DuckDBTypeId.HUGEINT]: 'bigint',
  [DuckDBTypeId.UHUGEINT]: 'bigint',
  [DuckDBTypeId.FLOAT]: 'double',
  [DuckDBTypeId.DOUBLE]: 'double',
  [DuckDBTypeId.DECIMAL]: 'double',
  [DuckDBTypeId.DATE]: 'date',
  [DuckDBTypeId.TIMESTAMP_TZ]: 'timestamptz',
}

/** The type a column keeps when it leaves; what has no counterpart leaves as text. */
export function toColumnType(type: DuckDBType): ColumnType {
  return COLUMN_TYPES[type.typeId] ?? 'varchar'
}
