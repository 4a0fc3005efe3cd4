import type { Choice, Config } from '../config/index.js'
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
  const inline = changedModels(project, wanted, built ?? contrary(config))
  return (model) => {
    const node = project.manifest.nodes.get(model)
    const isStored = node?.kind !== 'model' || (node.config.materialized !== 'ephemeral' && !inline.has(model))
    return isStored ? quotedIdentifier(model) : `(\n${compileQuery(project, model, wanted, { inline: [...inline] })}\n)`
  }
}

type Vars = Readonly<Record<string, unknown>>

/** Where nobody knows what the stored models were built with: variables that differ from the wanted in each. */
function contrary(config: Config): Vars {
  const other = (choice: Choice): Choice => (choice === 'include' ? 'exclude' : 'include')
  const { abandons, shortAbandons, flowOuts } = config.serviceLevel
  return projectVars({
    ...config,
    timezone: config.timezone === 'UTC' ? 'Pacific/Auckland' : 'UTC',
    dateBasis: config.dateBasis === 'leg' ? 'event' : 'leg',
    serviceLevel: { abandons: other(abandons), shortAbandons: other(shortAbandons), flowOuts: other(flowOuts) },
    abandonRate: { shortAbandons: other(config.abandonRate.shortAbandons) },
    firstContact: { windowHours: config.firstContact.windowHours + 1 },
    targets: [...config.targets, { queueId: 'none', channel: 'other', seconds: 0 }],
    platformVariables: Object.fromEntries(
      Object.entries(config.platformVariables).map(([name, value]) => [
        name,
        typeof value === 'number' ? value + 1 : [...value, 'none'],
      ]),
    ),
  })
}

/** Models whose SQL differs under other variables, with all that hangs on them; views and tables alike. */
function changedModels(project: Project, wanted: Vars, built: Vars): Set<string> {
  const changed = new Map<string, boolean>()
  const visit = (name: string): boolean => {
    const known = changed.get(name)
    if (known !== undefined) return known
    const node = project.manifest.nodes.get(name)
    if (node?.kind !== 'model') return false
    const isBelow = node.refs.map(visit).some(Boolean)
    const isChanged = isBelow || compileQuery(project, name, wanted) !== compileQuery(project, name, built)
    changed.set(name, isChanged)
    return isChanged
  }
  for (const name of project.manifest.nodes.keys()) visit(name)
  return new Set([...changed].filter(([, isChanged]) => isChanged).map(([name]) => name))
}
