import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CxkpiError } from '../../errors.js'
import { findCycle } from '../graph.js'
import type { Json, Manifest, Node } from '../manifest.js'
import { checkVariables } from '../variables.js'
import { checkReferences } from './check-references.js'
import { loadMacros } from './load-macros.js'
import { loadNodes } from './load-nodes.js'
import { throwProblems } from './problems.js'
import { readProjectConfig, testConfigFor, type ProjectConfig } from './project-config.js'
import type { DataTestConfig } from './schema-yaml.js'
import type { Project } from './project.js'
import { projectError } from '../template/syntax-tree.js'

/**
 * Parses a SQL project: the first folder's, with those of the other folders laid over it.
 *
 * Everything is checked before anything runs, and everything that is wrong is named at once.
 *
 * @param vars override the variables of dbt_project.yml
 * @throws CxkpiError CXK4001
 */
export async function loadProject(
  folders: readonly string[],
  vars: Readonly<Record<string, unknown>>,
): Promise<Project> {
  const config = await readConfigs(folders)
  const problems: CxkpiError[] = []
  const macros = await loadMacros(folders, config['macro-paths'], config['test-paths'], problems)
  throwProblems(problems)
  const base = { name: config.name, ...macros, vars: checkVariables({ ...config.vars, ...vars }) }
  const testSection = { ...config.tests, ...config.data_tests }
  const testConfig = (path: string): DataTestConfig =>
    testConfigFor(testSection, [config.name, ...path.split('/').slice(1, -1)])
  const nodes = await loadNodes(folders, config, { ...base, testConfig }, problems)
  const manifest: Manifest = { nodes }
  checkReferences(manifest, problems)
  throwProblems(problems)
  checkCycle(nodes)
  return { ...base, manifest }
}

/** dbt_project.yml of the first folder; those of later folders, where they have one, win. */
async function readConfigs(folders: readonly string[]): Promise<ProjectConfig> {
  const [first = '.', ...others] = folders
  let config = await readProjectConfig(first)
  for (const folder of others) {
    if (!existsSync(join(folder, 'dbt_project.yml'))) continue
    const over = await readProjectConfig(folder)
    config = {
      ...config,
      vars: { ...config.vars, ...over.vars },
      models: overlay(config.models, config.name, over.models, over.name),
      seeds: overlay(config.seeds, config.name, over.seeds, over.name),
    }
  }
  return config
}

type Section = Readonly<Record<string, Json>>

/** The later project's entries under the first project's name, so that one tree says it all. */
function overlay(base: Section, name: string, over: Section, overName: string): Record<string, Json> {
  const merge = (left: Json | undefined, right: Json): Json =>
    isSection(left) && isSection(right)
      ? Object.entries(right).reduce((all, [key, value]) => ({ ...all, [key]: merge(all[key], value) }), { ...left })
      : right
  return merge(base, { [name]: over[overName] ?? {} }) as Record<string, Json>
}

function isSection(value: Json | undefined): value is Section {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function checkCycle(nodes: ReadonlyMap<string, Node>): void {
  const cycle = findCycle(nodes)
  if (cycle === undefined) return
  throw projectError(
    nodes.get(cycle[0]!)?.path ?? '',
    undefined,
    `models refer to each other in a circle: ${cycle.join(' -> ')}`,
  )
}
