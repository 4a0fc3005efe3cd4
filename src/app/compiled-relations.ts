import type { Config } from '../config/index.js'
import { compileQuery, type Project } from '../transform/index.js'
import { quotedIdentifier } from '../warehouse/index.js'
import { openProject } from './project.js'
import { projectVars } from './project-vars.js'

/**
 * How a report reads each model when the stored ones do not say what it asks: a model whose SQL differs under the
 * variables in `built`, and all that hangs on it, is written into the query; the others are read as they are stored.
 */
export async function compiledRelations(config: Config, built: Vars | null): Promise<(model: string) => string> {
  const project = await openProject(config)
  const wanted = projectVars(config)
  const inline = built === null ? volatileModels(project) : changedModels(project, wanted, built)
  return (model) => {
    const node = project.manifest.nodes.get(model)
    const isStored = node?.kind !== 'model' || (node.config.materialized !== 'ephemeral' && !inline.has(model))
    return isStored ? quotedIdentifier(model) : `(\n${compileQuery(project, model, wanted, { inline: [...inline] })}\n)`
  }
}

type Vars = Readonly<Record<string, unknown>>

/** Models whose SQL depends on the variables, with all below them; views and tables alike. */
function changedModels(project: Project, wanted: Vars, built: Vars): Set<string> {
  return withDescendants(project, (name) => compileQuery(project, name, wanted) !== compileQuery(project, name, built))
}

/** Nobody knows how the stored marts were built: everything that is not a fact or dimension is computed. */
function volatileModels(project: Project): Set<string> {
  return withDescendants(project, (name) => {
    const node = project.manifest.nodes.get(name)
    return node?.kind === 'model' && node.name.startsWith('mrt_')
  })
}

function withDescendants(project: Project, isChanged: (name: string) => boolean): Set<string> {
  const changed = new Map<string, boolean>()
  const visit = (name: string): boolean => {
    const known = changed.get(name)
    if (known !== undefined) return known
    const node = project.manifest.nodes.get(name)
    if (node?.kind !== 'model') return false
    const above = node.refs.map(visit).some(Boolean)
    const isDifferent = above || isChanged(name)
    changed.set(name, isDifferent)
    return isDifferent
  }
  for (const name of project.manifest.nodes.keys()) visit(name)
  return new Set([...changed].filter(([, isDifferent]) => isDifferent).map(([name]) => name))
}
