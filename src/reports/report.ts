/** A ratio in the totals: the sums of its parts divided, never an average of ratios. */
export interface TotalRatio {
  readonly of: readonly string[]
  readonly to: readonly string[]
  readonly scale: number
  /** A count that leaves both sides where short abandons are excluded from the abandon rate. */
  readonly lessShortAbandons?: string
}

/** What cannot be added up is computed again from the rows under the mart. */
export interface Recomputed {
  /** The text of the SQL whose rows carry the report's own filter columns. */
  readonly sql: string
  /** Column → aggregate expression. */
  readonly columns: Readonly<Record<string, string>>
}

export interface Filter {
  /** The column that holds the id. */
  readonly id: string
  /** The column that holds the name people use, and the model that knows all of them. */
  readonly name?: string
  readonly model?: string
  /** Values that are known even where no row has them. */
  readonly values: readonly string[]
}

export const FILTER_NAMES = ['queue', 'agent', 'channel', 'platform', 'org'] as const
export type FilterName = (typeof FILTER_NAMES)[number]

/** One entry of the catalogue: sql/reports/NAME.sql and NAME.yml. */
export interface Report {
  readonly name: string
  readonly title: string
  readonly summary: string
  /** The SQL, with `{{ ref('model') }}` for what it reads. */
  readonly sql: string
  readonly model: string
  /** The day of a row; a report without one takes no period. */
  readonly dateColumn?: string
  /** What decides the day, where the configured date basis does not. */
  readonly dateBasis?: string
  /** On a terminal one table a value of this column: what must not be pooled. */
  readonly sectionColumn?: string
  readonly orderBy: readonly string[]
  /** What a terminal shows; files and pipes get every column. */
  readonly shown: readonly string[]
  readonly filters: Readonly<Partial<Record<FilterName, Filter>>>
  /** What adds up besides counts (`*_count`) and total times (`total_*_seconds`). */
  readonly sums: readonly string[]
  readonly maxima: readonly string[]
  readonly ratios: Readonly<Record<string, TotalRatio>>
  readonly recomputed?: Recomputed
  readonly hasServiceLevel: boolean
}
