import type { Warehouse } from '../warehouse/index.js'
import { MODEL_SCHEMA } from './project/project.js'
import { Relation } from './template/relation.js'

export type RelationKind = 'table' | 'view'

/** The tables and views that the models' schema holds, and their columns once somebody asked. */
export class Relations {
  private readonly types = new Map<string, Promise<ReadonlyMap<string, string>>>()

  private constructor(
    private readonly warehouse: Warehouse,
    private readonly kinds: Map<string, RelationKind>,
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
    return new Relations(warehouse, new Map(rows.map(({ name, kind }) => [String(name), kind as RelationKind])))
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
  columnTypes(from: string): Promise<ReadonlyMap<string, string>> {
    const known = this.types.get(from)
    if (known !== undefined) return known
    const described = this.warehouse
      .rows(`select column_name, column_type from (describe select * from ${from})`)
      .then((rows) => new Map(rows.map((row) => [String(row['column_name']), String(row['column_type'])])))
    this.types.set(from, described)
    return described
  }
}
