import { z } from 'zod'
import type { Json } from '../manifest.js'

/** What the YAML files beside the models may say: the part of dbt's schema that cxkpi reads. */

/** YAML of the core schema holds nothing that JSON does not: there is nothing to check. */
export const json = z.custom<Json>(() => true)
const meta = z.record(z.string(), json)
const text = z.string()
const tags = z.union([text.transform((tag) => [tag]), z.array(text)])
const names = z.union([text.transform((name) => [name]), z.array(text)])
/** A test entry has its own reader: its keys are the arguments of a macro. */
const tests = z.array(z.union([text, meta]))

export const modelConfigSchema = z.strictObject({
  materialized: z.enum(['view', 'table', 'ephemeral', 'incremental']).optional(),
  enabled: z.union([z.boolean(), text]).optional(),
  tags: tags.optional(),
  meta: meta.optional(),
  incremental_strategy: text.optional(),
  unique_key: names.optional(),
  on_schema_change: z.enum(['ignore', 'fail', 'append_new_columns', 'sync_all_columns']).optional(),
  column_types: z.record(z.string(), text).optional(),
  docs: meta.optional(),
})
export type PartialConfig = z.infer<typeof modelConfigSchema>

const column = z.strictObject({
  name: text,
  description: text.optional(),
  data_type: text.optional(),
  meta: meta.optional(),
  config: z.strictObject({ meta: meta.optional(), tags: tags.optional() }).optional(),
  tags: tags.optional(),
  quote: z.boolean().optional(),
  data_tests: tests.optional(),
  tests: tests.optional(),
})

const model = z.strictObject({
  name: text,
  description: text.optional(),
  config: modelConfigSchema.optional(),
  meta: meta.optional(),
  docs: meta.optional(),
  columns: z.array(column).optional(),
  data_tests: tests.optional(),
  tests: tests.optional(),
})

const sourceTable = z.strictObject({
  name: text,
  identifier: text.optional(),
  description: text.optional(),
  config: z.strictObject({ enabled: z.boolean().optional(), tags: tags.optional(), meta: meta.optional() }).optional(),
  meta: meta.optional(),
  tags: tags.optional(),
  columns: z.array(column).optional(),
  data_tests: tests.optional(),
  tests: tests.optional(),
})

const source = z.strictObject({
  name: text,
  description: text.optional(),
  schema: text.optional(),
  config: z.strictObject({ enabled: z.boolean().optional(), tags: tags.optional(), meta: meta.optional() }).optional(),
  meta: meta.optional(),
  tags: tags.optional(),
  tables: z.array(sourceTable),
})

const rows = z.union([z.array(z.record(z.string(), json)), text])
const format = z.enum(['dict', 'csv'])
const givenFormat = z.enum(['dict', 'csv', 'sql'])

const unitTest = z.strictObject({
  name: text,
  description: text.optional(),
  model: text,
  config: z.strictObject({ tags: tags.optional(), meta: meta.optional(), enabled: z.boolean().optional() }).optional(),
  given: z.array(z.strictObject({ input: text, format: givenFormat.optional(), rows: rows.nullish() })).nullish(),
  expect: z.strictObject({ format: format.optional(), rows: rows.nullish() }),
  overrides: z.strictObject({ macros: meta.optional(), vars: meta.optional() }).optional(),
})

export const dataTestConfigSchema = z.strictObject({
  severity: z.enum(['error', 'warn', 'ERROR', 'WARN']).optional(),
  where: text.optional(),
  tags: tags.optional(),
  enabled: z.boolean().optional(),
  meta: meta.optional(),
})

/** What a test entry may say besides the arguments of its macro. */
export const dataTestSchema = z.strictObject({
  name: text.optional(),
  description: text.optional(),
  config: dataTestConfigSchema.optional(),
  arguments: meta.optional(),
})

const singularTest = z.strictObject({
  name: text,
  description: text.optional(),
  config: dataTestConfigSchema.optional(),
})

const macro = z.strictObject({
  name: text,
  description: text.optional(),
  config: meta.optional(),
  meta: meta.optional(),
  docs: meta.optional(),
  arguments: z.array(z.strictObject({ name: text, type: text.optional(), description: text.optional() })).optional(),
})

export const schemaFileSchema = z.strictObject({
  version: z.literal(2).optional(),
  models: z.array(model).optional(),
  seeds: z.array(model).optional(),
  analyses: z.array(model).optional(),
  sources: z.array(source).optional(),
  unit_tests: z.array(unitTest).optional(),
  data_tests: z.array(singularTest).optional(),
  macros: z.array(macro).optional(),
})

export type SchemaFile = z.infer<typeof schemaFileSchema>
export type ModelYaml = z.infer<typeof model>
export type SingularTestYaml = z.infer<typeof singularTest>
export type ColumnYaml = z.infer<typeof column>
export type SourceYaml = z.infer<typeof source>
export type SourceTableYaml = z.infer<typeof sourceTable>
export type UnitTestYaml = z.infer<typeof unitTest>
export type DataTestConfig = z.infer<typeof dataTestConfigSchema>
