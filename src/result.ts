/** A cell as a program sees it: exact in JSON and Parquet, formatted only by renderers for people. */
export type Value = string | number | bigint | boolean | null

export type Row = Record<string, Value>

/** How people read a column: decides alignment and rounding, never the stored value. */
export type Unit = 'text' | 'count' | 'seconds' | 'rate' | 'percent' | 'score' | 'date' | 'instant' | 'boolean'

/** The physical type, kept when bytes leave as Arrow or Parquet. */
export type ColumnType = 'varchar' | 'bigint' | 'double' | 'boolean' | 'date' | 'timestamptz'

export interface Column {
  readonly name: string
  readonly type: ColumnType
  readonly unit: Unit
  readonly description?: string
}

/** One table of an answer that people read as several, e.g. one a channel. */
export interface Section {
  readonly heading?: string
  /** The columns people see here, where not all. */
  readonly columns?: readonly Column[]
  readonly rows: readonly Row[]
  /** A last row; renderers write 'total' into its first column. */
  readonly totals?: Row
}

/** The answer of every command: rows are the answer, everything else is about them. */
export interface Result {
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  /** How people see the rows, where not as one table of all columns. */
  readonly sections?: readonly Section[]
  /** One line above a table, e.g. 'Queue KPIs · 2026-03-02 → 2026-03-08 (America/New_York)'. */
  readonly title?: string
  /** Lines under a table, for people: formulas, targets, what to do next. */
  readonly notes?: readonly string[]
  /** Further facts for `--json`, beside columns and rows. */
  readonly meta?: Readonly<Record<string, unknown>>
}
