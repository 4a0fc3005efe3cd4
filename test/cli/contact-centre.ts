import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HOSTILE_NAMES } from '../render/hostile.js'
import { cxkpi } from './cxkpi.js'

interface Lookup {
  entities: { id: string; name: string }[]
}

/**
 * A folder with a small simulated contact centre, loaded: cxkpi.yml, exports, truth, cxkpi.duckdb. Its queues are called
 * as no administrator should call them.
 */
export async function loadContactCentre(folder: string): Promise<{ queueNames: ReadonlyMap<string, string> }> {
  writeFileSync(join(folder, 'cxkpi.yml'), 'timezone: America/New_York\n')
  const size = ['--conversations', '300', '--days', '3', '--seed', '7']
  await succeed(['simulate', 'exports', '--truth', 'truth', ...size], folder)
  const queueNames = renameQueues(join(folder, 'exports', 'queues.json'))
  await succeed(['load', 'exports'], folder)
  return { queueNames }
}

async function succeed(args: readonly string[], cwd: string): Promise<void> {
  const { exitCode, stderr } = await cxkpi(args, { cwd })
  if (exitCode !== 0) throw new Error(`cxkpi ${args.join(' ')} exits ${exitCode}: ${stderr}`)
}

function renameQueues(path: string): Map<string, string> {
  const lookup = JSON.parse(readFileSync(path, 'utf8')) as Lookup
  lookup.entities.forEach((queue, index) => {
    queue.name = HOSTILE_NAMES[index % HOSTILE_NAMES.length]!
  })
  writeFileSync(path, JSON.stringify(lookup))
  return new Map(lookup.entities.map(({ id, name }) => [id, name]))
}

/** One list of rows a date basis, as the simulator knows them. */
export function truthOf(
  folder: string,
  file: string,
): Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> {
  return JSON.parse(readFileSync(join(folder, 'truth', file), 'utf8')) as ReturnType<typeof truthOf>
}
