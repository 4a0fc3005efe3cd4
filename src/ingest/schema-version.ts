import { CxkpiError } from '../errors.js'

/** The layout of meta and raw that this cxkpi writes and reads. Raised whenever a table that files already have changes. */
export const SCHEMA_VERSION = 4

/** What is said of a file whose tables are of another version. */
export function otherVersion(path: string, version: number): CxkpiError {
  const hint =
    version > SCHEMA_VERSION
      ? 'use the cxkpi that made it, or load the exports into a new file with --db'
      : "'cxkpi build' brings it up to date; no older cxkpi reads it then"
  return new CxkpiError('CXK2001', `${path} has version ${version} of the tables, this cxkpi reads ${SCHEMA_VERSION}`, {
    path,
    hint,
  })
}
