export { loadPaths, type LoadOptions } from './load-paths.js'
export type { LoadedFile, LoadResult } from './load-result.js'
export { createSchema, SCHEMA_VERSION } from './schema.js'
