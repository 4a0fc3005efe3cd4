import { existsSync } from 'node:fs'
import { closestNames } from '../config/index.js'
import { silentEffects, type Effects } from '../effects.js'
import { CxkpiError } from '../errors.js'
import type { Result, Row } from '../result.js'
import type { Manifest, ManifestColumn, Node } from '../transform/index.js'
import { columns } from './columns.js'
import { withDatabase, type Context } from './context.js'
import { grainOf } from './list-models.js'
import { openProject } from './project.js'

const COLUMNS = columns({
  model: 'text',
  column: 'text',
  type: 'text',
  unit: 'text',
  additivity: 'text',
  decision: 'text',
  description: 'text',
  tests: 'text',
})

/**
 * Explains a model (its columns with unit and additivity), a table, or a column: the KPI's definition wherever it stands.
 *
 * @throws CxkpiError CXK5001 with the closest names
 */
export async function describe(context: Context, name: string, effects: Effects = silentEffects): Promise<Result> {
  const project = await openProject(context.config)
  const types = await columnTypes(context, effects)
  const node = describedNode(project.manifest, name)
  if (node !== undefined) return describeNode(node, types)
  const homes = [...project.manifest.nodes.values()].filter((each) =>
    columnsOf(each).some((column) => column.name === name),
  )
  if (homes.length > 0) return describeColumn(name, homes, types)
  const table = types.get(name) ?? types.get(`main.${name}`)
  if (table !== undefined) return describeTable(name, table)
  const near = closestNames(name, knownNames(project.manifest, types))
  throw new CxkpiError('CXK5001', `there is no model, table or column '${name}'`, {
    hint: near.length > 0 ? `closest: ${near.join(', ')}` : "'cxkpi ls' lists the models",
  })
}

type Types = ReadonlyMap<string, ReadonlyMap<string, string>>

function describedNode(manifest: Manifest, name: string): Node | undefined {
  const node = manifest.nodes.get(name)
  return node?.kind === 'model' || node?.kind === 'seed' || node?.kind === 'source' ? node : undefined
}

function describeNode(node: Node, types: Types): Result {
  const found = types.get(`main.${node.name}`) ?? new Map<string, string>()
  const described = columnsOf(node)
  const others = [...found.keys()].filter((column) => !described.some(({ name }) => name === column))
  return {
    columns: COLUMNS,
    rows: [
      ...described.map((column) => columnRow(node, column, found.get(column.name))),
      ...others.map((column) => plainRow(node.name, column, found.get(column))),
    ],
    sections: [
      {
        columns: COLUMNS.filter((column) => !['model', 'tests'].includes(column.name)),
        rows: [
          ...described.map((column) => columnRow(node, column, found.get(column.name))),
          ...others.map((column) => plainRow(node.name, column, found.get(column))),
        ],
      },
    ],
    title: `${node.name} · ${node.description === '' ? node.path : node.description}`,
    notes: [
      `grain: ${grainOf(node) ?? 'not said'} · ${node.path}`,
      ...(node.refs.length > 0 ? [`reads: ${node.refs.join(', ')}`] : []),
      'additivity: S adds up, R is made again from sums, N is counted again from legs; D… names the decision in DEFINITIONS.md',
    ],
    meta: { name: node.name, kind: node.kind, grain: grainOf(node), description: node.description, refs: node.refs },
  }
}

function describeColumn(name: string, homes: readonly Node[], types: Types): Result {
  const rows = homes.flatMap((node) =>
    columnsOf(node)
      .filter((column) => column.name === name)
      .map((column) => columnRow(node, column, types.get(`main.${node.name}`)?.get(name))),
  )
  return {
    columns: COLUMNS,
    rows,
    title: name,
    notes: ['worked examples, and how the platform itself defines it: sql/DEFINITIONS.md'],
    meta: { name, kind: 'column' },
  }
}

function describeTable(name: string, found: ReadonlyMap<string, string>): Result {
  return {
    columns: COLUMNS,
    rows: [...found].map(([column, type]) => plainRow(name, column, type)),
    title: name,
    meta: { name, kind: 'table' },
  }
}

function columnRow(node: Node, column: ManifestColumn, type: string | undefined): Row {
  const { meta } = column
  return {
    model: node.name,
    column: column.name,
    type: type ?? null,
    unit: textOf(meta['unit']),
    additivity: textOf(meta['additivity']),
    decision: textOf(meta['decision']),
    description: column.description === '' ? null : column.description,
    tests: column.data_tests.length === 0 ? null : column.data_tests.join(', '),
  }
}

function plainRow(model: string, column: string, type: string | undefined): Row {
  const nothing = { unit: null, additivity: null, decision: null, description: null, tests: null }
  return { model, column, type: type ?? null, ...nothing }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : Array.isArray(value) ? value.join(', ') : null
}

function columnsOf(node: Node): readonly ManifestColumn[] {
  return 'columns' in node ? node.columns : []
}

function* knownNames(manifest: Manifest, types: Types): Iterable<string> {
  for (const node of manifest.nodes.values()) {
    if (describedNode(manifest, node.name) !== undefined) yield node.name
    for (const column of columnsOf(node)) yield column.name
  }
  yield* types.keys()
}

async function columnTypes(context: Context, effects: Effects): Promise<Types> {
  const types = new Map<string, Map<string, string>>()
  if (!existsSync(context.config.databasePath)) return types
  await withDatabase(context, 'read', effects, async (warehouse) => {
    const rows = await warehouse.rows(
      'select schema_name, table_name, column_name, data_type from duckdb_columns() where not internal order by all',
    )
    for (const row of rows) {
      const table = `${String(row['schema_name'])}.${String(row['table_name'])}`
      const found = types.get(table) ?? new Map<string, string>()
      types.set(table, found.set(String(row['column_name']), String(row['data_type']).toLowerCase()))
    }
  })
  return types
}
