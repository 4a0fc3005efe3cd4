import type { TestNode } from '../manifest.js'
import { projectError, type SyntaxNode } from '../template/syntax-tree.js'
import { settings } from './data-test.js'
import type { Schema } from './load-schema.js'
import type { ProjectFile } from './project-files.js'
import type { ProjectBase } from './project.js'
import { dataTestConfigSchema } from './schema-yaml.js'
import { traceTemplate } from './trace.js'

/**
 * A test that is one query of its own; its config stands in the file, or in the YAML under data_tests.
 *
 * @returns undefined where it is disabled
 * @throws CxkpiError CXK4001
 */
export function singularTest(
  file: ProjectFile,
  tree: SyntaxNode,
  schema: Schema,
  project: ProjectBase,
): TestNode | undefined {
  const trace = traceTemplate(tree, file.path, file.name, project)
  const inline = dataTestConfigSchema.safeParse(trace.config)
  if (!inline.success) {
    const known = Object.keys(dataTestConfigSchema.shape).join(', ')
    throw projectError(
      file.path,
      undefined,
      `config(): ${inline.error.issues[0]?.message.toLowerCase()}`,
      `known: ${known}`,
    )
  }
  const entry = schema.singularTests.get(file.name)?.yaml
  const config = { ...project.testConfig(file.path), ...entry?.config, ...inline.data }
  if (config.enabled === false) return undefined
  return {
    kind: 'test',
    name: file.name,
    path: file.path,
    line: 1,
    description: entry?.description?.trim() ?? '',
    ...settings(config),
    refs: trace.refs,
    sources: trace.sources,
    tree,
  }
}
