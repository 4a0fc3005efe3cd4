import type { Warehouse } from '../warehouse/index.js'
import type { Item } from './item.js'
import { ReadFailure } from './read-files.js'

/** Files of a load that must be whole, one of which does not parse: their transaction cannot go on. */
export class UnreadableFiles extends Error {
  constructor(readonly items: readonly Item[]) {
    super('a file does not parse')
  }
}

/** Why files cannot be loaded, by path. */
export type Refusals = ReadonlyMap<string, ReadFailure>

/**
 * Does a whole load in one transaction. Where a file does not parse, the transaction is undone and begun anew without it,
 * because DuckDB lets none go on after an error.
 *
 * @param attempt loads all but the refused files; throws UnreadableFiles
 * @param land lands one file, as a trial that is undone
 */
export async function loadWhole<T>(
  warehouse: Warehouse,
  attempt: (refusals: Refusals) => Promise<T>,
  land: (item: Item) => Promise<unknown>,
): Promise<T> {
  const refusals = new Map<string, ReadFailure>()
  for (;;) {
    try {
      return await warehouse.transaction(() => attempt(refusals))
    } catch (error) {
      if (!(error instanceof UnreadableFiles)) throw error
      const before = refusals.size
      for (const item of error.items) {
        const failure = await tryToLand(warehouse, () => land(item))
        if (failure !== undefined) refusals.set(item.path, failure)
      }
      if (refusals.size === before) throw error
    }
  }
}

class Undone extends Error {}

async function tryToLand(warehouse: Warehouse, land: () => Promise<unknown>): Promise<ReadFailure | undefined> {
  try {
    await warehouse.transaction(async () => {
      await land()
      throw new Undone()
    })
  } catch (error) {
    if (error instanceof ReadFailure) return error
    if (!(error instanceof Undone)) throw error
  }
  return undefined
}
