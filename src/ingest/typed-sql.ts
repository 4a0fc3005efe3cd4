import type { FieldType } from '../platforms/index.js'
import type { TypeTree } from './duckdb-type.js'

/** The SQL of a value in another type; undefined where it would not say the same as its text cast to that type. */
export function typedSql(source: string, type: TypeTree, fieldType: FieldType): string | undefined {
  if (type.kind !== 'leaf') return undefined
  switch (fieldType) {
    case 'TIMESTAMPTZ':
      if (type.name === 'TIMESTAMP WITH TIME ZONE') return source
      return type.name.startsWith('TIMESTAMP') ? `timezone('UTC', cast(${source} as timestamp))` : undefined
    case 'DOUBLE':
      return isExactInDouble(type.name) ? `cast(${source} as double)` : undefined
    case 'BIGINT':
      return /^(U?(TINY|SMALL)INT|U?INTEGER|BIGINT)$/.test(type.name) ? `cast(${source} as bigint)` : undefined
    case 'BOOLEAN':
      return type.name === 'BOOLEAN' ? source : undefined
  }
}

const MOST_DIGITS = 15

/** A REAL is not: 0.1 of it is 0.10000000149 as a double. */
function isExactInDouble(type: string): boolean {
  const width = /^DECIMAL\((\d+),\d+\)$/.exec(type)?.[1]
  return width === undefined ? /^(DOUBLE|U?(TINY|SMALL|BIG)INT|U?INTEGER)$/.test(type) : Number(width) <= MOST_DIGITS
}
