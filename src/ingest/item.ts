import type { Entity, Platform } from '../platforms/index.js'
import type { Session, Warehouse } from '../warehouse/index.js'
import type { Format } from './detect.js'
import type { Compression } from './head.js'
import type { SourceFile } from './discover.js'
import type { LandingIds } from './record-source.js'
import type { Measure } from './measure.js'
import type { Reject } from './rejects.js'
import type { RecordColumns } from './record-columns.js'

/** A file that is understood and about to be landed. */
export interface Item extends SourceFile, Measure {
  readonly format: Format
  readonly compression: Compression
  /** Undefined where the file is empty. */
  readonly platform: Platform | undefined
  /** Undefined where the file holds no record, or records of several kinds. */
  readonly entity: Entity | undefined
  readonly reader: Reader
  /** The export's own stamp, where the head shows one. */
  readonly stamp: string | undefined
  readonly unknownFields: readonly string[]
  /** Whether its times are wall times of a zone that it does not name. */
  readonly hasLocalTimes?: boolean
}

/** How the records are got out of a file. */
export type Reader =
  | { readonly kind: 'nothing' }
  /** A record a line; as it stands where it is compact, else rewritten without white space. */
  | { readonly kind: 'lines'; readonly isCompact: boolean }
  /** A record a line, where DuckDB would miscount lines: read here. */
  | { readonly kind: 'counted-lines' }
  /** A form body a line: read here. */
  | { readonly kind: 'forms' }
  | { readonly kind: 'singer' }
  | { readonly kind: 'objects'; readonly isList: boolean; readonly wrapperField?: string }
  | TableReader
  | {
      readonly kind: 'envelopes'
      readonly field: string
      readonly stampField: string | undefined
      readonly isList: boolean
      readonly wrapperField?: string
    }

/** Rows: of Parquet, CSV, an Iceberg table, or JSON whose fields go by any naming. */
export interface TableReader {
  readonly kind: 'table'
  /** The SQL that makes a record's JSON text of a row `r`. */
  readonly record: string
  /** For what is kept in columns, and has no text: how these become the record's fields. */
  readonly columns?: RecordColumns
  /** The query that reads the rows, one with `columns` with their numbers (FILE_ROW); what was prepared for it is dropped by `close`. */
  readonly open: (session: Session) => Promise<OpenRows>
  /** The lines that the rows' reading left out; to be asked once it is done. */
  readonly malformed?: (session: Session, fileId: number) => Promise<Reject[]>
  /** What else there is to do when the rows are landed; gives how many records it marked as deleted. */
  readonly settle?: (warehouse: Warehouse, fileId: number, ids: LandingIds) => Promise<number>
}

export interface OpenRows {
  readonly sql: string
  readonly close: () => Promise<void>
}

/** The column of a relation that numbers its rows, from 1. */
export const FILE_ROW = 'cxkpi_file_row'

/** Whether DuckDB reads the file itself, together with others of its kind. */
export function isReadByDuckDb(reader: Reader): boolean {
  return reader.kind === 'lines' || reader.kind === 'objects' || reader.kind === 'envelopes'
}

/** Whether a record is found again by its place in the file, at no cost but that of parsing. */
export function isReadInPlace(item: Item): boolean {
  return item.reader.kind === 'envelopes' && item.compression === 'none' && !isLargeEnvelope(item)
}

const LARGEST_ENVELOPE_BYTES = 32 << 20

/** Whether it may be one value of which DuckDB, reading it, would hold the text and all parts at once, many times its size. */
export function isLargeEnvelope({ reader, contentBytes }: Item): boolean {
  return reader.kind === 'envelopes' && !reader.isList && contentBytes > LARGEST_ENVELOPE_BYTES
}

/** Whether the file is read record by record in this process. */
export function isReadHere(reader: Reader): boolean {
  return reader.kind === 'counted-lines' || reader.kind === 'forms' || reader.kind === 'singer'
}
