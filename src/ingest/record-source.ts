import type { Shape } from '../platforms/index.js'
import type { PersonalData } from './personal-data.js'

/** What every statement of a load needs to know. */
export interface LandingIds {
  readonly loadId: number
  readonly org: string
  /** As much content is landed at once, in bytes, so that memory stays bounded. */
  readonly stepBytes: number
  /** Whether records may be taken to have the form that the platform documents: faster, and a ReadFailure where one has not. */
  readonly readsTyped: boolean
  readonly personalData: PersonalData
}

/** Where records come from. It is read several times and must give the same each time, in any order. */
export interface RecordSource {
  /** A query that gives file_id, file_row, payload (null where it does not parse) and stamp. */
  readonly sql: string
  /** Whether the texts already lie in raw.payloads. */
  readonly isStored: boolean
  /** A cheaper query that gives file_id, file_row, stamp and `record`, of a shape; it fails where a value is of another. */
  readonly typed?: (shape: Shape) => string
}

/** A source without the records in `landing_rejects`. */
export function withoutRejects({ sql, isStored, typed }: RecordSource): RecordSource {
  const filtered = (query: string): string => `from (${query}) anti join landing_rejects using (file_id, file_row)`
  return {
    sql: filtered(sql),
    isStored,
    ...(typed === undefined ? {} : { typed: (shape: Shape) => filtered(typed(shape)) }),
  }
}
