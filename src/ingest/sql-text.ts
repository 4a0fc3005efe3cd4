import type { Shape } from '../platforms/index.js'
import { quotedIdentifier, quotedString } from '../warehouse/index.js'

/** The structure of a record as from_json wants it. */
export function structureText(shape: Shape): string {
  return quotedString(JSON.stringify(shape))
}

/** The structure of a record as a DuckDB type. */
export function structureType(shape: Shape): string {
  if (typeof shape === 'string') return shape
  if (isList(shape)) return `${structureType(shape[0])}[]`
  const fields = Object.entries(shape).map(([name, inner]) => `${quotedIdentifier(name)} ${structureType(inner)}`)
  return `struct(${fields.join(', ')})`
}

/** Whether a shape is that of a list. */
export function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape)
}

/** A statement without what stands behind `--`. */
export function withoutComments(statement: string): string {
  return statement.replace(/--.*$/gm, '')
}

/** The fields of a flat record as text columns, each the first of its spellings that has a value; the JSON is parsed once. */
export function spelledColumns(
  fields: readonly string[],
  spellings: Readonly<Record<string, readonly string[]>>,
): string {
  const paths: string[] = []
  const columns = fields.map((field) => {
    const values = [field, ...(spellings[field] ?? [])].map((name) => {
      paths.push(quotedString(`$."${name}"`))
      return `spelled[${paths.length}]`
    })
    return `coalesce(${values.join(', ')}) as ${quotedIdentifier(field)}`
  })
  return `json_extract_string(payload, [${paths.join(', ')}]) as spelled, ${columns.join(', ')}`
}
