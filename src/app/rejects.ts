import { silentEffects, type Effects } from '../effects.js'
import type { Result } from '../result.js'
import { columns } from './columns.js'
import { withDatabase, type Context } from './context.js'
import { requireSchema } from './schema.js'

const REJECTS = `
    select files.path, files.entity, rejects.file_row, rejects.record_id, rejects.reason, rejects.payload
    from meta.rejects as rejects
    left join (select file_id, min(path) as path, string_agg(distinct entity, ', ') as entity from meta.files group by 1)
        as files using (file_id)
    order by files.path, rejects.file_row
`

/** Every record that could not be used, with its file, its place, the reason and its text. */
export async function rejects(context: Context, effects: Effects = silentEffects): Promise<Result> {
  return withDatabase(context, 'read', effects, async (warehouse) => {
    await requireSchema(warehouse)
    const rows = await warehouse.rows(REJECTS)
    return {
      columns: columns({
        path: 'text',
        entity: 'text',
        file_row: 'count',
        record_id: 'text',
        reason: 'text',
        payload: 'text',
      }),
      rows,
    }
  })
}
