import { basename } from 'node:path'
import { CxkpiError } from '../errors.js'

/** Schemas in which cxkpi and DuckDB keep tables. */
const SCHEMAS = ['raw', 'meta', 'information_schema', 'pg_catalog']

/**
 * DuckDB names a database after its file: one that is named as a schema makes every mention of the schema ambiguous.
 *
 * @throws CxkpiError CXK2001
 */
export function checkFileName(path: string): void {
  const name = basename(path).split('.', 1)[0]!.toLowerCase()
  if (!SCHEMAS.includes(name)) return
  throw new CxkpiError('CXK2001', `a database cannot be named '${name}': a schema within it is`, {
    hint: 'give the file another name',
    path,
  })
}
