import type { CxkpiError } from '../../errors.js'
import type { BuiltNode, ModelNode, Node } from '../manifest.js'
import { checkTemplate } from '../template/check-template.js'
import { knownNames } from '../template/context.js'
import { builtTemplate, parseTemplate, projectError, type SyntaxNode } from '../template/syntax-tree.js'
import { toModelNode, toSeedNode } from './model-node.js'
import { collecting } from './problems.js'
import { configFor, type ProjectConfig } from './project-config.js'
import { findFiles, overlaid, readAll, type ProjectFile } from './project-files.js'
import type { ProjectBase } from './project.js'
import { declaredNodes } from './declared-nodes.js'
import { loadSchema, type Schema } from './load-schema.js'
import { singularTest } from './singular-test.js'

/** Every node of the project: what stands in SQL and CSV files, then what the YAML files declare about them. */
export async function loadNodes(
  folders: readonly string[],
  config: ProjectConfig,
  base: ProjectBase,
  problems: CxkpiError[],
): Promise<Map<string, Node>> {
  const yamlRoots = [
    ...config['model-paths'],
    ...config['seed-paths'],
    ...config['test-paths'],
    ...config['analysis-paths'],
    ...config['macro-paths'],
  ]
  const schema = await loadSchema(folders, [...new Set(yamlRoots)], problems)
  const nodes = new Map<string, Node>()
  const add = (node: Node | undefined): void => {
    if (node === undefined) return
    const other = nodes.get(node.name)
    if (other !== undefined) {
      const line = 'line' in node ? node.line : undefined
      problems.push(projectError(node.path, line, `'${node.name}' is defined twice, also in ${other.path}`))
    }
    nodes.set(node.name, node)
  }
  const disabled = new Set<string>()
  for (const node of await builtNodes(folders, config, base, schema, problems)) {
    if (node.config.enabled) add(node)
    else disabled.add(node.name)
  }
  for (const { file, tree } of await templates(folders, config['test-paths'], base, problems)) {
    if (file.folders[0] === 'generic') continue
    add(collecting(problems, () => singularTest(file, tree, schema, base)))
  }
  for (const node of declaredNodes(schema, nodes, disabled, base, problems)) add(node)
  return nodes
}

async function builtNodes(
  folders: readonly string[],
  config: ProjectConfig,
  base: ProjectBase,
  schema: Schema,
  problems: CxkpiError[],
): Promise<(BuiltNode | ModelNode)[]> {
  const read = async (kind: 'model' | 'analysis', roots: readonly string[]): Promise<(ModelNode | undefined)[]> =>
    (await templates(folders, roots, base, problems)).map(({ file, tree }) =>
      collecting(problems, () =>
        toModelNode(
          kind,
          file,
          tree,
          schema.models.get(file.name)?.yaml,
          folderConfig(config.models, file, base),
          base,
        ),
      ),
    )
  const seeds = overlaid(await findFiles(folders, config['seed-paths'], '.csv')).files.map((file) =>
    collecting(problems, () =>
      toSeedNode(file, schema.models.get(file.name)?.yaml, folderConfig(config.seeds, file, base)),
    ),
  )
  const models = await read('model', config['model-paths'])
  const analyses = await read('analysis', config['analysis-paths'])
  return [...seeds, ...models, ...analyses].filter((node) => node !== undefined)
}

function folderConfig(section: ProjectConfig['models'], file: ProjectFile, { name }: ProjectBase) {
  return configFor(section, [name, ...file.folders, file.name])
}

interface Template {
  readonly file: ProjectFile
  readonly tree: SyntaxNode
}

/** The parsed and checked SQL files below some folders, of each name the last folder's. */
async function templates(
  folders: readonly string[],
  roots: readonly string[],
  { macros }: ProjectBase,
  problems: CxkpiError[],
): Promise<Template[]> {
  const { files, twice } = overlaid(await findFiles(folders, roots, '.sql'))
  for (const file of twice)
    problems.push(projectError(file.path, undefined, `there is another file named ${file.name}.sql`))
  const texts = readAll(files)
  const names = knownNames(macros)
  return files.flatMap((file, index) => {
    if (file.folders[0] === 'generic') return []
    const built = builtTemplate(texts[index]!)
    if (built !== undefined) return [{ file, tree: built }]
    const tree = collecting(problems, () => {
      const parsed = parseTemplate(texts[index]!, file.path)
      checkTemplate(parsed, file.path, names)
      return parsed
    })
    return tree === undefined ? [] : [{ file, tree }]
  })
}
