import type { Workspace } from './workspace.js'

/** What the way into a raw table decides, not the record. */
const LOADING = ['load_id', 'file_id', 'payloadHash', 'dataAvailabilityDate', 'attributes']

/**
 * A query over what a raw table of Genesys says, with the rows of files that type their columns where there are such, in
 * the types of these.
 */
export async function contentOf(workspace: Workspace, table: string): Promise<string> {
  const columnsOf = (name: string) =>
    workspace.rows(
      `select column_name as name, data_type as type from duckdb_columns()
      where schema_name = 'raw' and table_name = '${name}' order by column_index`,
    )
  const texts = (await columnsOf(`genesys_${table}`)).filter(({ name }) => !LOADING.includes(String(name)))
  const typed = new Map((await columnsOf(`genesys_typed_${table}`)).map(({ name, type }) => [name, String(type)]))
  const all = texts.map(({ name }) => `"${String(name)}"`).join(', ')
  if (typed.size === 0) return `select ${all} from raw.genesys_${table} order by all`
  const common = texts.filter(({ name }) => typed.has(name))
  const names = common.map(({ name }) => `"${String(name)}"`)
  const cast = common.map(({ name }, index) => `${names[index]!}::${typed.get(name)!} as ${names[index]!}`)
  return `select ${cast.join(', ')} from raw.genesys_${table}
    union all select ${names.join(', ')} from raw.genesys_typed_${table} order by all`
}
