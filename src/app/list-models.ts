import { existsSync } from 'node:fs'
import { silentEffects, type Effects } from '../effects.js'
import type { Result, Row } from '../result.js'
import type { Node } from '../transform/index.js'
import { quotedIdentifier, quotedString } from '../warehouse/index.js'
import { columns } from './columns.js'
import { withDatabase, type Context } from './context.js'
import { openProject } from './project.js'

export interface ListRequest {
  readonly select?: readonly string[] | undefined
}

const TABLES = 'select schema_name, table_name from duckdb_tables() where not internal and not temporary order by all'

/** Every model of the project with its kind, rows and grain; without a selection the raw and meta tables too. */
export async function listModels(
  context: Context,
  { select }: ListRequest = {},
  effects: Effects = silentEffects,
): Promise<Result> {
  const { isBuilt, selectNodes } = await import('../transform/index.js')
  const project = await openProject(context.config)
  const names = select === undefined ? [...project.manifest.nodes.keys()] : selectNodes(project.manifest, [...select])
  const tables = existsSync(context.config.databasePath)
    ? await readTables(context, effects)
    : new Map<string, number>()
  const models = names.flatMap((name) => {
    const node = project.manifest.nodes.get(name)
    return isBuilt(node) ? [modelRow(node, tables)] : []
  })
  const others = select === undefined ? tableRows(tables) : []
  return {
    columns: columns({ name: 'text', kind: 'text', rows: 'count', grain: 'text', path: 'text' }),
    rows: [...models.sort((a, b) => compare(a['path'], b['path'])), ...others],
  }
}

function modelRow(node: Node & { config: { materialized: string } }, tables: ReadonlyMap<string, number>): Row {
  return {
    name: node.name,
    kind: node.kind === 'seed' ? 'seed' : node.config.materialized,
    rows: tables.get(`main.${node.name}`) ?? null,
    grain: grainOf(node),
    path: node.path,
  }
}

function tableRows(tables: ReadonlyMap<string, number>): Row[] {
  return [...tables]
    .filter(([name]) => /^(raw|meta)\./.test(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, rows]) => ({ name, kind: name.split('.', 1)[0] ?? '', rows, grain: null, path: null }))
}

export function grainOf(node: Node): string | null {
  const grain = node.meta['grain']
  return typeof grain === 'string' ? grain : Array.isArray(grain) ? grain.join(', ') : null
}

/** The tables of the file with their rows, counted. */
async function readTables(context: Context, effects: Effects): Promise<Map<string, number>> {
  return withDatabase(context, 'read', effects, async (warehouse) => {
    const tables = await warehouse.rows(TABLES)
    if (tables.length === 0) return new Map<string, number>()
    const counts = tables.map(({ schema_name, table_name }) => {
      const [schema, table] = [String(schema_name), String(table_name)]
      const relation = `${quotedIdentifier(schema)}.${quotedIdentifier(table)}`
      return `select ${quotedString(`${schema}.${table}`)} as name, count(*) as row_count from ${relation}`
    })
    const rows = await warehouse.rows(counts.join(' union all '))
    return new Map(rows.map((row) => [String(row['name']), Number(row['row_count'])]))
  })
}

function compare(a: unknown, b: unknown): number {
  return String(a) < String(b) ? -1 : 1
}
