import type { Config } from '../config/index.js'
import type { Effects } from '../effects.js'
import type { Warehouse } from '../warehouse/index.js'
import { refuseNewer } from './schema.js'

/** What every use case is given: the configuration, and how long to wait for the database. */
export interface Context {
  readonly config: Config
  readonly waitMs: number
}

/** Opens the configured database for one piece of work; an interrupt stops what runs in it. */
export async function withDatabase<T>(
  { config, waitMs }: Context,
  access: 'read' | 'write',
  effects: Effects,
  work: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  const { withWarehouse } = await import('../warehouse/index.js')
  return withWarehouse(
    config.databasePath,
    {
      access,
      waitMs,
      signal: effects.signal,
      ...(config.memoryLimit === undefined ? {} : { memoryLimit: config.memoryLimit }),
      ...(config.threads === undefined ? {} : { threads: config.threads }),
    },
    async (warehouse) => {
      await refuseNewer(warehouse)
      return work(warehouse)
    },
  )
}
