import type { Personal } from './personal.js'

/** The nested form of a record as DuckDB's from_json reads it: leaves are VARCHAR (text as it came), a list has one element. */
export type Shape = 'VARCHAR' | readonly [Shape] | { readonly [key: string]: Shape }

/** One JSON object of an export. */
export type JsonObject = Readonly<Record<string, unknown>>

/** A second form of a record: some of its fields have the types that columnar files give them, its lists are kept as lists. */
export interface TypedForm {
  /** The raw table with one row a record. */
  readonly table: string
  /** The SQL file of the platform that lands it. */
  readonly landing: string
  /** The fields that are not text, by their names at whatever depth, with DuckDB's name of their type. */
  readonly fields: Readonly<Record<string, FieldType>>
}

export type FieldType = 'TIMESTAMPTZ' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN'

/** A kind of record that a platform exports and cxkpi lands. */
export interface Entity {
  /** The name in the ledger and in summaries, e.g. 'conversations'. */
  readonly name: string
  /** The raw table with one row a record: the platform's name, and what it holds. */
  readonly table: string
  /** The SQL files of the platform that land it, one after the other; where undefined, the one of its name. */
  readonly landing?: readonly string[]
  /** The field that identifies a record; a record without it is a reject. */
  readonly keyField: string
  /** The raw table's columns that name the conversation a record belongs to, or a part of it; none where it belongs to none. */
  readonly conversationColumns?: readonly string[]
  /** Fields that, where present, must be lists; otherwise the record is a reject. */
  readonly listFields: readonly string[]
  /** Pieces of JSON text of which a record contains at least one, or it is of another kind and a reject; none where its key says enough. */
  readonly telltales?: readonly string[]
  /** What landing reads of a record. */
  readonly shape: Shape
  /** How the rows of a file land whose columns have these types; undefined where all land as text. */
  readonly typed?: TypedForm
  /** Other spellings of fields, by the name they land under; only of records without nesting: then every field of the shape is text. */
  readonly spellings?: Readonly<Record<string, readonly string[]>>
  /** What columns of tables are called that hold a field, by its name; they come before a column that is called like the field. */
  readonly columns?: Readonly<Record<string, readonly string[]>>
  /** Whether a record's times are wall times of a zone that it does not name. */
  readonly hasLocalTimes?: (record: JsonObject) => boolean
  /** Documented fields that landing does not read, as paths ('sessions.edgeId'; '*' ends a free-form object). */
  readonly otherFields: readonly string[]
  /** Tells this entity's records from all others of the platform by their keys. */
  readonly matches: (record: JsonObject) => boolean
  /** Whether records are rows whose columns go by any naming convention, in JSON too. */
  readonly isTabular?: boolean
}

/** What a platform's exports look like and where their records go. A platform is added by one of these and one SQL folder. */
export interface Platform {
  /** Also the folder under sql/landing/ with schema.sql and one file an entity. */
  readonly name: string
  readonly entities: readonly Entity[]
  readonly personal: Personal
  /** The members under which an envelope holds its list of records. */
  readonly envelopeFields: readonly string[]
  /** Members that wrap a whole answer, envelope or single record, e.g. 'resultSet'. */
  readonly wrapperFields?: readonly string[]
  /** The member of an envelope that says when its data was complete; undefined where exports carry no such stamp. */
  readonly stampField?: string
  /** Whether an object is an answer without records, e.g. `{"totalHits":0}`. */
  readonly isEmptyAnswer: (document: JsonObject) => boolean
  /** Whether a form body with these fields is a record; undefined where the platform posts no forms. */
  readonly isForm?: (fields: ReadonlySet<string>) => boolean
  /** Why a document or record that is recognised is not loaded; undefined where it is not recognised. */
  readonly explain: (document: JsonObject) => string | undefined
}
