import {
  DuckDBDataChunk,
  type DuckDBInstance,
  type DuckDBConnection,
  type DuckDBResult,
  DuckDBTimestampTZValue,
  type DuckDBValue,
  quotedIdentifier,
} from '@duckdb/node-api'
import { existsSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { CxkpiError } from '../errors.js'
import type { ColumnType, Row, Value } from '../result.js'
import { createFile } from './create-file.js'
import { checkFileName } from './file-name.js'
import { queryError } from './errors.js'
import { NEW_FILE, openFile, type OpenOptions } from './open-file.js'
import { toScalarFunction } from './scalar-function.js'
import { toColumnType, toValue } from './values.js'

export interface ResultColumn {
  readonly name: string
  readonly type: ColumnType
  /** As DuckDB writes it, e.g. in a cast. */
  readonly databaseType: string
}

/** Named parameters of a statement: `$name` in the SQL. */
export type Parameters = Readonly<Record<string, Value>>

const CHUNK_ROWS = 2048

/** A value of a row that is added to a table, as the type of its column needs it; a Date where that is a timestamp with time zone. */
export type Cell = string | bigint | number | Date | null

/** The temporary table of a name, or one of a schema. */
export type TableName = string | { readonly schema: string; readonly name: string }

/** What runs SQL, in this process or in another one. */
export interface Session {
  /** Runs one or more statements; the last one's row count is returned. */
  run(sql: string, parameters?: Parameters): Promise<number>
  /** All rows of a query. */
  rows(sql: string, parameters?: Parameters): Promise<Row[]>
  /** Adds rows, given column by column, to a table: faster than any statement, and for millions of values. */
  append(table: TableName, columns: readonly (readonly Cell[])[]): Promise<void>
}

/** One open DuckDB file. Every connection of cxkpi goes through here; the session's zone is UTC always. */
export class Warehouse implements Session {
  private isInTransaction = false
  private functionCount = 0
  private readonly others: Warehouse[] = []

  private constructor(
    readonly path: string,
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    readonly signal: AbortSignal | undefined,
  ) {}

  /**
   * Opens the file; `write` creates it (mode 0600) where it is missing, `read` refuses.
   *
   * @throws CxkpiError CXK2001 (missing, corrupt, newer, misnamed), CXK2002 (held by another process after waitMs)
   */
  static async open(path: string, options: OpenOptions): Promise<Warehouse> {
    checkFileName(path)
    if (path !== ':memory:' && !existsSync(path)) {
      if (options.access === 'read') {
        throw new CxkpiError('CXK2001', `there is no database at ${path}`, {
          hint: "load exports into it with 'cxkpi load PATH', or name another file with --db",
          path,
        })
      }
      await mkdir(dirname(path), { recursive: true })
      await createFile(path, NEW_FILE)
    }
    const { instance, connection } = await openFile(path, options)
    if (path !== ':memory:' && options.access === 'write') await chmod(path, 0o600).catch(() => undefined)
    const warehouse = new Warehouse(path, instance, connection, options.signal)
    await warehouse.run("set TimeZone = 'UTC'")
    return warehouse
  }

  async run(sql: string, parameters: Parameters = {}): Promise<number> {
    return (await this.execute(sql, parameters)).rowsChanged
  }

  async rows(sql: string, parameters: Parameters = {}): Promise<Row[]> {
    return (await this.query(sql, parameters)).rows
  }

  /** All rows of a query, with its columns. */
  async query(sql: string, parameters: Parameters = {}): Promise<{ columns: ResultColumn[]; rows: Row[] }> {
    const { columns, batches } = await this.stream(sql, parameters)
    const rows: Row[] = []
    for await (const batch of batches) for (const row of batch) rows.push(row)
    return { columns, rows }
  }

  /**
   * The rows of a query in batches: whole in DuckDB's columns, a batch at a time as objects.
   *
   * Not the binding's own streaming: it ends without a word where the query fails or is interrupted half-way.
   */
  async stream(
    sql: string,
    parameters: Parameters = {},
  ): Promise<{ columns: ResultColumn[]; batches: AsyncIterable<Row[]> }> {
    const result = await this.execute(sql, parameters)
    return { columns: columnsOf(result), batches: rowBatches(result) }
  }

  /**
   * One statement, which an abort stops and after an abort does not begin.
   *
   * DuckDB forgets an interrupt that comes before the statement runs, so it is told until it has heard.
   */
  private async execute(sql: string, parameters: Parameters): Promise<DuckDBResult> {
    if (this.signal?.aborted === true) throw new CxkpiError('CXK9130', 'interrupted')
    let reminder: NodeJS.Timeout | undefined
    const interrupt = () => {
      this.connection.interrupt()
      reminder = setInterval(() => this.connection.interrupt(), 20)
    }
    this.signal?.addEventListener('abort', interrupt, { once: true })
    try {
      const hasParameters = Object.keys(parameters).length > 0
      return await (hasParameters ? this.connection.run(sql, { ...parameters }) : this.connection.run(sql))
    } catch (error) {
      throw queryError(error)
    } finally {
      this.signal?.removeEventListener('abort', interrupt)
      clearInterval(reminder)
    }
  }

  /**
   * Lets SQL call a function of texts, here and until the file is closed; NULL where one of them is.
   *
   * @returns the name by which to call it
   */
  defineFunction(parameterCount: number, compute: (...texts: string[]) => string): string {
    const name = `cxkpi_function_${++this.functionCount}`
    this.connection.registerScalarFunction(toScalarFunction(name, parameterCount, compute))
    return name
  }

  async append(table: TableName, columns: readonly (readonly Cell[])[]): Promise<void> {
    try {
      await this.appendChunks(table, columns)
    } catch (error) {
      throw queryError(error)
    }
  }

  private async appendChunks(table: TableName, columns: readonly (readonly Cell[])[]): Promise<void> {
    const appender = await (typeof table === 'string'
      ? this.connection.createAppender(table, 'main', 'temp')
      : this.connection.createAppender(table.name, table.schema))
    const types = columns.map((_column, index) => appender.columnType(index))
    const count = columns[0]?.length ?? 0
    for (let at = 0; at < count; at += CHUNK_ROWS) {
      const rows = Math.min(CHUNK_ROWS, count - at)
      const chunk = DuckDBDataChunk.create(types, rows)
      columns.forEach((values, index) => {
        chunk.setColumnValues(index, values.slice(at, at + rows).map(toDuckDB))
      })
      appender.appendDataChunk(chunk)
    }
    appender.closeSync()
  }

  /** Runs `work` in one transaction: all of it, or none. Inside another one it is part of that. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.isInTransaction) return work()
    await this.run('begin transaction')
    this.isInTransaction = true
    try {
      const value = await work()
      await this.run('commit')
      return value
    } catch (error) {
      await this.connection.run('rollback').catch(() => undefined)
      throw error
    } finally {
      this.isInTransaction = false
    }
  }

  /** Another connection to the same open file, for work that goes on at the same time; it is closed with this one. */
  async connect(): Promise<Warehouse> {
    const [row] = await this.rows('select current_database() as name')
    const other = new Warehouse(this.path, this.instance, await this.instance.connect(), this.signal)
    await other.run(`use ${quotedIdentifier(String(row?.['name']))}; set TimeZone = 'UTC'`)
    this.others.push(other)
    return other
  }

  close(): void {
    for (const { connection } of this.others) connection.closeSync()
    this.connection.closeSync()
    this.instance.closeSync()
  }
}

/** Opens the file, hands it to `work`, and closes it whatever happens. */
export async function withWarehouse<T>(
  path: string,
  options: OpenOptions,
  work: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  const warehouse = await Warehouse.open(path, options)
  try {
    return await work(warehouse)
  } finally {
    warehouse.close()
  }
}

function toDuckDB(value: Cell): DuckDBValue {
  return value instanceof Date ? new DuckDBTimestampTZValue(BigInt(value.getTime()) * 1000n) : value
}

function columnsOf(result: DuckDBResult): ResultColumn[] {
  return result.deduplicatedColumnNames().map((name, index) => {
    const type = result.columnType(index)
    return { name, type: toColumnType(type), databaseType: type.toString() }
  })
}

async function* rowBatches(result: DuckDBResult): AsyncIterable<Row[]> {
  const names = result.deduplicatedColumnNames()
  const types = result.columnTypes()
  try {
    for await (const chunk of result) {
      const rows: Row[] = Array.from({ length: chunk.rowCount }, () => ({}))
      names.forEach((name, index) => {
        const type = types[index]!
        chunk.getColumnValues(index).forEach((value, row) => {
          rows[row]![name] = toValue(value, type)
        })
      })
      yield rows
    }
  } catch (error) {
    throw queryError(error)
  }
}
