import { quotedString } from '@duckdb/node-api'
import { randomBytes } from 'node:crypto'
import { chmod, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { ATTACHED_ANEW } from './open-file.js'
import type { Warehouse } from './warehouse.js'

/**
 * Writes the whole file anew and puts it in the place of the old one, so that nothing of what was deleted stays in its
 * free space. Nothing may be written to the warehouse afterwards: close it.
 *
 * @throws CxkpiError CXK2003 (no room for a second copy; the old file stays)
 */
export async function rewriteFile(warehouse: Warehouse): Promise<void> {
  const { path } = warehouse
  const draft = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    await warehouse.run(`attach ${quotedString(draft)} as rewritten (${ATTACHED_ANEW})`)
    await chmod(draft, 0o600)
    const [row] = await warehouse.rows('select current_database() as name')
    await warehouse.run(`copy from database "${String(row?.['name']).replaceAll('"', '""')}" to rewritten`)
    await warehouse.run('checkpoint rewritten; detach rewritten; checkpoint')
    await rename(draft, path)
  } finally {
    await rm(draft, { force: true })
    await rm(`${draft}.wal`, { force: true })
  }
}
