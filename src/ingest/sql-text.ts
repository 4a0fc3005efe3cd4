import type { Shape } from '../platforms/index.js'
import { quotedString } from '../warehouse/index.js'

/** A list of files for a table function, in which no character of a name is a wildcard. */
export function fileList(paths: readonly string[]): string {
  return `[${paths.map((path) => quotedString(path.replace(/[*?[]/g, '[$&]'))).join(', ')}]`
}

/** The structure of a record as from_json wants it. */
export function structureText(shape: Shape): string {
  return quotedString(JSON.stringify(shape))
}
