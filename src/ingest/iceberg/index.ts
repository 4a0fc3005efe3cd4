export { isIcebergTable } from './metadata-file.js'
export { rowsBefore } from './rows-before.js'
export { scanTable, type Scan } from './scan.js'
export { openTable, type IcebergTable, type OpenTableOptions } from './table.js'
