import { quotedString } from '@duckdb/node-api'
import { chmod, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { copyTables } from './copy-tables.js'
import { copyViews } from './copy-views.js'
import { ATTACHED_ANEW } from './open-file.js'
import { OtherProcess } from './other-process.js'
import type { Session, Warehouse } from './warehouse.js'

/** With more threads than one, long texts take more memory than the copy gains time. */
const FRUGAL = 'set threads = 1; set write_buffer_row_group_count = 1'

/**
 * Writes the whole file anew and puts it in the place of the old one, so that nothing of what was deleted stays in its
 * free space or in the gaps of its blocks: a process writes it that has never read the old one. Nothing may be written to
 * the warehouse afterwards: close it.
 *
 * @param makeTables makes the tables of which more is to be said than the database itself tells, in the empty file
 * @throws CxkpiError CXK2003 (no room for a second copy; the old file stays)
 */
export async function rewriteFile(
  warehouse: Warehouse,
  makeTables: (session: Session) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await OtherProcess.with(warehouse, { program: 'warehouse/serving' }, async (writer) => {
    const draft = join(writer.folder, 'rewritten.duckdb')
    await Promise.all([warehouse.run(FRUGAL), writer.run(FRUGAL)])
    await writer.run(`attach ${quotedString(draft)} (${ATTACHED_ANEW}); use rewritten`)
    await writer.run('begin transaction')
    await makeTables(writer)
    await copyTables(warehouse, writer)
    await writer.run('commit')
    await copyViews(warehouse, writer)
    await writer.run('use memory; checkpoint rewritten; detach rewritten')
    await warehouse.run('checkpoint')
    await chmod(draft, 0o600)
    await rename(draft, warehouse.path)
  })
}
