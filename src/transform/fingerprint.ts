import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { isEphemeral, type BuiltNode, type SourceNode } from './manifest.js'
import type { Project } from './project/project.js'

/** sha-256 of texts, none of which can run into the next. */
export function digest(parts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}:${part}`)
  return hash.digest('hex')
}

/**
 * What a relation is made of: its SQL, its configuration, its sources' tables, and the fingerprints of what it reads.
 *
 * @param fingerprintOf the fingerprint of a parent as it stands in the database, '' where it was never built
 */
export async function fingerprint(
  project: Project,
  node: BuiltNode,
  fingerprintOf: (parent: string) => string,
): Promise<string> {
  const { materialized, unique_key, column_types } = node.config
  const config = JSON.stringify([materialized, unique_key, column_types])
  const parents = await Promise.all(
    [...node.refs].sort().map(async (ref) => {
      const parent = project.manifest.nodes.get(ref)
      return isEphemeral(parent) ? fingerprint(project, parent, fingerprintOf) : fingerprintOf(ref)
    }),
  )
  if (node.kind === 'seed') return digest([config, await readFile(node.file, 'utf8')])
  const sources = [...node.sources].sort().map((name) => (project.manifest.nodes.get(name) as SourceNode).relation)
  return digest([config, ...node.traces.map(({ sql }) => sql), ...sources.map(String), ...parents])
}
