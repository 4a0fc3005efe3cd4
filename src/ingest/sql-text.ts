import type { Shape } from '../platforms/index.js'
import { quotedIdentifier, quotedString } from '../warehouse/index.js'

/** A list of files for a table function, in which no character of a name is a wildcard. */
export function fileList(paths: readonly string[]): string {
  return `[${paths.map((path) => quotedString(path.replace(/[*?[]/g, '[$&]'))).join(', ')}]`
}

/** The structure of a record as from_json wants it. */
export function structureText(shape: Shape): string {
  return quotedString(JSON.stringify(shape))
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
