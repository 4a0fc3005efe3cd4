export { quotedIdentifier, quotedString } from '@duckdb/node-api'
export { firstLine } from './errors.js'
export { Warehouse, withWarehouse } from './warehouse.js'
export type { OpenOptions, Parameters, ResultColumn } from './warehouse.js'
