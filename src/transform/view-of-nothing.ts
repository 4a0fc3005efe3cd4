import { quotedIdentifier, type Warehouse } from '../warehouse/index.js'
import { parentsOf, reachable } from './graph.js'
import type { Node } from './manifest.js'
import type { Project } from './project/project.js'
import { isEmptySource, type SourceStates } from './states.js'
import type { Relation } from './template/relation.js'

/** Stands in the record of a view for the rows that it is made of, where it is one of nothing. */
export const NOTHING = 'nothing'

/** Whether all that a node is made of in the end are sources into which nothing was loaded. */
export function isOverNothing(project: Project, node: Node, sources: SourceStates): boolean {
  const { nodes } = project.manifest
  const above = [...reachable(rowParentsOf(node), (name) => rowParentsOf(nodes.get(name)!))]
  const roots = above.map((name) => nodes.get(name)!).filter((each) => rowParentsOf(each).length === 0)
  return roots.length > 0 && roots.every((root) => root.kind === 'source' && isEmptySource(sources, root.name))
}

/** What a node has its rows of: all that it reads, or of that the one that it names, without whose rows it has none. */
function rowParentsOf(node: Node): string[] {
  const parents = parentsOf(node)
  const rowsOf = node.kind === 'model' ? node.config.meta['rows_of'] : undefined
  const named = parents.filter((parent) => parent === rowsOf)
  return named.length > 0 ? named : parents
}

/**
 * Replaces a view by one of the same columns that reads nothing, where it has no rows: whatever reads it is planned in no
 * time, and the models of platforms that one does not have are many.
 *
 * @returns whether it has no rows
 */
export async function replaceByNothing(warehouse: Warehouse, view: Relation): Promise<boolean> {
  if ((await warehouse.rows(`select 1 from ${view} limit 1`)).length > 0) return false
  const columns = await warehouse.rows(`select column_name, column_type from (describe ${view})`)
  const nulls = columns.map(
    (row) => `cast(null as ${String(row['column_type'])}) as ${quotedIdentifier(String(row['column_name']))}`,
  )
  await warehouse.run(`create or replace view ${view} as select ${nulls.join(', ')} where false`)
  return true
}
