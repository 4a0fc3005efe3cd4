import type { Session } from '../warehouse/index.js'

/** Runs work whose rows may come in any order: that lets DuckDB read and write with all threads. */
export async function unordered<T>(warehouse: Session, work: () => Promise<T>): Promise<T> {
  await warehouse.run('set preserve_insertion_order = false')
  try {
    return await work()
  } finally {
    await warehouse.run('set preserve_insertion_order = true').catch(() => undefined)
  }
}
