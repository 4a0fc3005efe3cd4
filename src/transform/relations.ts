import type { Warehouse } from '../warehouse/index.js'
import { MODEL_SCHEMA } from './project/project.js'
import { Relation } from './template/relation.js'

export type RelationKind = 'table' | 'view'

type ColumnTypes = ReadonlyMap<string, string>

/** The tables and views that there are: of which kind those in the models' schema are, and the columns of all. */
export class Relations {
  private constructor(
    private readonly kinds: Map<string, RelationKind>,
    private readonly types: Map<string, ColumnTypes | Promise<ColumnTypes>>,
  ) {}

  static async read(warehouse: Warehouse): Promise<Relations> {
    const rows = await warehouse.rows(
      `select table_name as name, 'table' as kind from duckdb_tables()
       where schema_name = $schema and database_name = current_database() and not temporary
       union all
       select view_name, 'view' from duckdb_views()
       where schema_name = $schema and database_name = current_database() and not temporary and not internal`,
      { schema: MODEL_SCHEMA },
    )
    const kinds = new Map(rows.map(({ name, kind }) => [String(name), kind as RelationKind]))
    return new Relations(kinds, await readColumnTypes(warehouse))
  }

  kindOf(name: string): RelationKind | undefined {
    return this.kinds.get(name)
  }

  /** Remembers what was just built. */
  replaced(name: string, kind: RelationKind): void {
    this.kinds.set(name, kind)
    this.types.delete(new Relation(MODEL_SCHEMA, name).toString())
  }

  /** The columns of a relation or of a query in parentheses, and their types, in order. */
  async columnTypes(warehouse: Warehouse, from: string): Promise<ColumnTypes> {
    const types = this.types.get(from) ?? describe(warehouse, from)
    this.types.set(from, types)
    return types
  }
}

async function describe(warehouse: Warehouse, from: string): Promise<ColumnTypes> {
  const rows = await warehouse.rows(`select column_name, column_type from (describe select * from ${from})`)
  return new Map(rows.map((row) => [String(row['column_name']), String(row['column_type'])]))
}

/** Of every table and view, by its quoted name. */
async function readColumnTypes(warehouse: Warehouse): Promise<Map<string, ColumnTypes>> {
  const types = new Map<string, Map<string, string>>()
  const rows = await warehouse.rows(
    `select schema_name, table_name, column_name, data_type from duckdb_columns()
     where database_name = current_database() and not internal order by table_oid, column_index`,
  )
  for (const row of rows) {
    const relation = new Relation(String(row['schema_name']), String(row['table_name'])).toString()
    const columns = types.get(relation) ?? new Map<string, string>()
    types.set(relation, columns.set(String(row['column_name']), String(row['data_type'])))
  }
  return types
}
