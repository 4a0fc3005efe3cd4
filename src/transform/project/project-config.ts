import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { CxkpiError } from '../../errors.js'
import type { Json } from '../manifest.js'
import { throwProblems } from './problems.js'
import { readYaml } from './read-yaml.js'
import { projectError } from '../template/syntax-tree.js'
import {
  dataTestConfigSchema,
  json,
  modelConfigSchema,
  type DataTestConfig,
  type PartialConfig,
} from './schema-yaml.js'

const folders = z.array(z.string())
const tree = z.record(z.string(), json)

const schema = z.strictObject({
  name: z.string().regex(/^\w+$/),
  version: z.union([z.string(), z.number()]).optional(),
  'config-version': z.literal(2).optional(),
  profile: z.string().optional(),
  'require-dbt-version': z.union([z.string(), z.array(z.string())]).optional(),
  'model-paths': folders.default(['models']),
  'macro-paths': folders.default(['macros']),
  'test-paths': folders.default(['tests']),
  'seed-paths': folders.default(['seeds']),
  'analysis-paths': folders.default(['analyses']),
  'target-path': z.string().optional(),
  'clean-targets': folders.optional(),
  vars: tree.default({}),
  models: tree.default({}),
  seeds: tree.default({}),
  data_tests: tree.default({}),
  tests: tree.default({}),
  flags: tree.optional(),
  dispatch: z.array(z.strictObject({ macro_namespace: z.string(), search_order: z.array(z.string()) })).optional(),
})

/** dbt_project.yml, with dbt's defaults. */
export type ProjectConfig = z.infer<typeof schema>

/**
 * Reads dbt_project.yml of a project's folder.
 *
 * @throws CxkpiError CXK4001 naming every problem with file and line
 */
export async function readProjectConfig(folder: string): Promise<ProjectConfig> {
  const path = join(folder, 'dbt_project.yml')
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new CxkpiError('CXK4001', `${path} cannot be read: there is no SQL project in ${folder}`, { path, cause })
  })
  const file = readYaml(text, 'dbt_project.yml', schema)
  throwProblems(file.problems)
  return file.value!
}

/**
 * What dbt_project.yml says about the model or seed at a path below its folder: deeper folders win, tags and meta add up.
 *
 * @param parts e.g. ['cxkpi', 'marts', 'mrt_daily_queue_kpis']
 */
export function configFor(section: Section, parts: readonly string[]): PartialConfig {
  return layersFor(section, parts, modelConfigSchema).reduce(mergeConfigs, {})
}

/** What dbt_project.yml says about the data tests declared below a folder; the nearest wins. */
export function testConfigFor(section: Section, parts: readonly string[]): DataTestConfig {
  return layersFor(section, parts, dataTestConfigSchema).reduce(
    (base, over) => ({ ...base, ...over, meta: { ...base.meta, ...over.meta } }),
    {},
  )
}

type Section = Readonly<Record<string, Json>>

/** The `+key` entries of each level on the way to a node. */
function layersFor<S extends z.ZodType>(section: Section, parts: readonly string[], schema: S): z.infer<S>[] {
  const layers: z.infer<S>[] = []
  let level: Section | undefined = section
  for (let depth = 0; level !== undefined && depth <= parts.length; depth += 1) {
    const own = Object.entries(level).filter(([key]) => key.startsWith('+'))
    const where = ['', ...parts].slice(1, depth + 1).join('.')
    layers.push(checkedLayer(Object.fromEntries(own.map(([key, value]) => [key.slice(1), value])), schema, where))
    const next: Json | undefined = level[parts[depth] ?? '']
    level = typeof next === 'object' && next !== null && !Array.isArray(next) ? (next as Section) : undefined
  }
  return layers
}

function checkedLayer<S extends z.ZodType>(layer: Record<string, Json>, schema: S, where: string): z.infer<S> {
  const parsed = schema.safeParse(layer)
  if (parsed.success) return parsed.data
  const message = parsed.error.issues[0]?.message.toLowerCase() ?? 'invalid configuration'
  throw projectError('dbt_project.yml', undefined, where === '' ? message : `below ${where}: ${message}`)
}

/** The later configuration wins; tags and meta add up, as in dbt. */
export function mergeConfigs(base: PartialConfig, over: PartialConfig): PartialConfig {
  return {
    ...base,
    ...over,
    tags: [...new Set([...(base.tags ?? []), ...(over.tags ?? [])])],
    meta: { ...base.meta, ...over.meta },
    column_types: { ...base.column_types, ...over.column_types },
  }
}
