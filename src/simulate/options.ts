import type { ExportedPlatform } from '../platforms/exporters.js'

/** Ways in which a real folder of exports is untidy. */
export type Noise = 'duplicates' | 'overlaps' | 'corrections' | 'broken'

export const NOISES: readonly Noise[] = ['duplicates', 'overlaps', 'corrections', 'broken']

export interface SimulateOptions {
  readonly outDir: string
  /** Where the truth goes; none is written without. */
  readonly truthDir?: string
  readonly platform: ExportedPlatform
  readonly conversations: number
  readonly days: number
  readonly seed: number
  /** The first local day, YYYY-MM-DD. The default's fortnight holds the end of summer time in Europe and in America. */
  readonly startDate?: string
  /** The zone whose days the truth counts by, and whose hours shape the arrivals. */
  readonly timezone?: string
  readonly noise?: ReadonlySet<Noise>
  /** About how many files the conversations are split into; by default a thousand a file and a file a day. */
  readonly files?: number
}

export const DEFAULT_START_DATE = '2026-10-20'
export const DEFAULT_TIMEZONE = 'America/New_York'

export interface SimulateSummary {
  readonly outDir: string
  readonly truthDir: string | null
  readonly fileCount: number
  readonly conversations: number
  readonly records: number
  readonly duplicates: number
  readonly brokenLines: number
  readonly evaluations: number
  readonly seconds: number
}
