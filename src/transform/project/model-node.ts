import type { Json, ManifestColumn, ModelConfig, ModelNode, SeedNode } from '../manifest.js'
import { projectError, type SyntaxNode } from '../template/syntax-tree.js'
import type { Named } from '../template/values.js'
import { mergeConfigs } from './project-config.js'
import type { Project } from './project.js'
import type { ProjectFile } from './project-files.js'
import { modelConfigSchema, type ColumnYaml, type ModelYaml, type PartialConfig } from './schema-yaml.js'
import { traceTemplate } from './trace.js'

/** A model or analysis from its SQL, its YAML entry and what dbt_project.yml says of its folder. */
export function toModelNode(
  kind: 'model' | 'analysis',
  file: ProjectFile,
  tree: SyntaxNode,
  yaml: ModelYaml | undefined,
  folderConfig: PartialConfig,
  project: Pick<Project, 'vars' | 'macros' | 'macroDigest'>,
): ModelNode {
  const trace = traceTemplate(tree, file.path, file.name, project)
  const inline = readInlineConfig(trace.config, file.path)
  const config = toConfig([folderConfig, yaml?.config ?? {}, inline], yaml?.meta)
  const traces = [trace]
  if (config.materialized === 'incremental') {
    checkIncremental(config, file.path)
    const incremental = traceTemplate(tree, file.path, file.name, project, true)
    const unseen = incremental.refs.find((ref) => !trace.refs.includes(ref))
    if (unseen !== undefined) {
      throw projectError(
        file.path,
        undefined,
        `ref('${unseen}') stands only inside is_incremental(), where dbt does not see it`,
        `put this line above the query: -- depends_on: {{ ref('${unseen}') }}`,
      )
    }
    traces.push(incremental)
  }
  return { kind, ...describe(file, yaml, config), refs: trace.refs, sources: trace.sources, tree, traces }
}

/** A seed from its CSV, its YAML entry and what dbt_project.yml says. */
export function toSeedNode(file: ProjectFile, yaml: ModelYaml | undefined, folderConfig: PartialConfig): SeedNode {
  const config = toConfig([folderConfig, yaml?.config ?? {}], yaml?.meta)
  return { kind: 'seed', ...describe(file, yaml, config), refs: [], sources: [], file: file.file }
}

export function toColumns(columns: readonly ColumnYaml[] | undefined): ManifestColumn[] {
  return (columns ?? []).map((column) => ({
    name: column.name,
    description: column.description?.trim() ?? '',
    meta: { ...column.meta, ...column.config?.meta },
    data_tests: (column.data_tests ?? column.tests ?? []).map((test) =>
      typeof test === 'string' ? test : (Object.keys(test)[0] ?? ''),
    ),
  }))
}

function describe(file: ProjectFile, yaml: ModelYaml | undefined, config: ModelConfig) {
  return {
    name: file.name,
    path: file.path,
    description: yaml?.description?.trim() ?? '',
    tags: config.tags,
    meta: config.meta,
    config,
    columns: toColumns(yaml?.columns),
  }
}

function toConfig(layers: readonly PartialConfig[], meta: Readonly<Record<string, Json>> | undefined): ModelConfig {
  const merged = layers.reduce(mergeConfigs, {})
  return {
    materialized: merged.materialized ?? 'view',
    enabled: merged.enabled !== false && merged.enabled !== 'false',
    tags: merged.tags ?? [],
    meta: { ...meta, ...merged.meta },
    ...(merged.incremental_strategy === undefined ? {} : { incremental_strategy: merged.incremental_strategy }),
    unique_key: merged.unique_key ?? [],
    column_types: merged.column_types ?? {},
  }
}

/** The arguments of `{{ config(…) }}`. */
function readInlineConfig(config: Named, path: string): PartialConfig {
  const parsed = modelConfigSchema.safeParse(config)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue?.path.join('.') ?? ''
  throw projectError(
    path,
    undefined,
    `config(): ${where === '' ? '' : `${where}: `}${issue?.message.toLowerCase() ?? 'invalid'}`,
    `known: ${Object.keys(modelConfigSchema.shape).join(', ')}`,
  )
}

function checkIncremental(config: ModelConfig, path: string): void {
  if (config.incremental_strategy !== 'replace_touched') {
    throw projectError(
      path,
      undefined,
      `the incremental strategy '${config.incremental_strategy ?? 'default'}' is not supported`,
      "use incremental_strategy='replace_touched'",
    )
  }
  if (config.unique_key.length === 0) {
    throw projectError(path, undefined, 'an incremental model needs unique_key: the columns that name what is replaced')
  }
}
