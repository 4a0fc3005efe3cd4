import { messageOf } from '../errors.js'
import type { Session, Warehouse } from './warehouse.js'

/** Copies all views, those that others read before them. One that cannot be read, as what it reads is gone, is left out. */
export async function copyViews(from: Warehouse, to: Session): Promise<void> {
  const views = await from.rows(
    `select sql from duckdb_views()
    where database_name = current_database() and not internal and not temporary order by view_oid`,
  )
  let left = views.map(({ sql }) => String(sql))
  for (;;) {
    const waiting: string[] = []
    for (const sql of left) if (!(await isMade(to, sql))) waiting.push(sql)
    if (waiting.length === 0 || waiting.length === left.length) return
    left = waiting
  }
}

async function isMade(session: Session, sql: string): Promise<boolean> {
  try {
    await session.run(sql)
    return true
  } catch (error) {
    if (/^(Catalog|Binder) Error/.test(messageOf(error))) return false
    throw error
  }
}
