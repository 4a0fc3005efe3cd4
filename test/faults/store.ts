import { createHash } from 'node:crypto'
import { bundledProject } from '../../src/config/index.js'
import { loadPaths } from '../../src/ingest/index.js'
import type { Row } from '../../src/result.js'
import { buildProject, hasFailed, loadProject } from '../../src/transform/index.js'
import { withWarehouse, type Warehouse } from '../../src/warehouse/index.js'

/** As 'cxkpi load', in this process and without the project's tests. */
export async function loadInto(db: string, paths: readonly string[], isBuilt = true, org = ''): Promise<void> {
  await withWarehouse(db, { access: 'write' }, async (warehouse) => {
    await loadPaths(warehouse, paths, { org })
    if (isBuilt) await buildMarts(warehouse)
  })
}

/** As 'cxkpi build', in this process and without the project's tests. */
export async function buildIn(db: string, fullRefresh = false): Promise<void> {
  await withWarehouse(db, { access: 'write' }, (warehouse) => buildMarts(warehouse, fullRefresh))
}

const project = loadProject([bundledProject()], {})

/** The words by which the bundled models know nobody. */
export async function withheldAddresses(): Promise<readonly string[]> {
  return (await project).vars['withheld_addresses'] as string[]
}

export async function buildMarts(warehouse: Warehouse, fullRefresh = false): Promise<void> {
  const result = await buildProject(warehouse, await project, { fullRefresh, tests: false })
  if (hasFailed(result)) throw new Error(JSON.stringify(result.nodes.filter(({ status }) => status === 'error')))
}

export async function reading<T>(db: string, work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  return withWarehouse(db, { access: 'read' }, work)
}

/** The rows of every mart, order apart: one hash a mart, so that a difference names its mart. */
export async function martHashes(warehouse: Warehouse): Promise<Record<string, string>> {
  const tables = await warehouse.rows(
    `select table_name from information_schema.tables where table_schema = 'main' and table_name like 'mrt\\_%' escape '\\' order by 1`,
  )
  const hashes: Record<string, string> = {}
  for (const { table_name: name } of tables) {
    hashes[String(name)] = hashOf(await warehouse.rows(`select * from "${String(name)}" order by all`))
  }
  return hashes
}

/** What is half there: rows of files that the ledger does not know, files whose rows are not all there. */
export async function halves(warehouse: Warehouse): Promise<string[]> {
  const tables = await warehouse.rows(
    `select table_name from information_schema.tables where table_schema = 'raw' order by 1`,
  )
  const found: string[] = []
  for (const { table_name: name } of tables) {
    const [row] = await warehouse.rows(
      `select count(*) as n from raw."${String(name)}" where file_id not in (select file_id from meta.files)`,
    )
    if (row?.['n'] !== 0) found.push(`raw.${String(name)} has ${String(row?.['n'])} rows of unknown files`)
  }
  const files = await warehouse.rows(
    `select files.path, sum(files.row_count)::bigint as listed, any_value(coalesce(kept.n, 0)) as kept
    from meta.files as files
    left join (select file_id, count(*) as n from raw.payloads group by 1) as kept using (file_id)
    group by files.file_id, files.path
    having listed <> kept`,
  )
  return [...found, ...files.map(({ path, listed, kept }) => `${String(path)}: ${String(kept)} of ${String(listed)}`)]
}

function hashOf(rows: readonly Row[]): string {
  return `${rows.length} rows, ${createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 16)}`
}

/** All that can be read in the file, as one text. */
export async function everythingIn(warehouse: Warehouse): Promise<string> {
  const tables = await warehouse.rows(
    `select table_schema, table_name from information_schema.tables where table_catalog = current_database()`,
  )
  const texts = await Promise.all(
    tables.map(async ({ table_schema: schema, table_name: name }) =>
      JSON.stringify(
        await warehouse.rows(`select * from "${String(schema)}"."${String(name)}"`),
        (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
      ),
    ),
  )
  return texts.join('\n')
}
