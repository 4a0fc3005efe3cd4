import type { CxkpiError } from '../../errors.js'
import { didYouMean } from '../../config/index.js'
import { isBuilt, type Manifest } from '../manifest.js'
import { projectError } from '../template/syntax-tree.js'

/** Names every ref, source and tested model that does not exist. */
export function checkReferences({ nodes }: Manifest, problems: CxkpiError[]): void {
  const built = [...nodes.values()].filter(isBuilt).map(({ name }) => name)
  const sources = [...nodes.values()].filter(({ kind }) => kind === 'source').map(({ name }) => name)
  for (const node of nodes.values()) {
    const line = 'line' in node ? node.line : undefined
    for (const ref of node.refs) {
      if (isBuilt(nodes.get(ref))) continue
      problems.push(projectError(node.path, line, `there is no model '${ref}'`, didYouMean(ref, built)))
    }
    for (const source of node.kind === 'source' ? [] : node.sources) {
      if (nodes.get(source)?.kind === 'source') continue
      const [schema, table] = source.split('.')
      problems.push(
        projectError(node.path, line, `there is no source('${schema}', '${table}')`, didYouMean(source, sources)),
      )
    }
  }
}
