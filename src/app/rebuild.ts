import { counted } from '../counted.js'
import { silentEffects, type Effects } from '../effects.js'
import { buildIn, describeBuild, type BuildAnswer } from './build.js'
import { withDatabase, type Context } from './context.js'
import { requireSchema } from './schema.js'

/** Lands every record anew from its kept text, without the exports, and builds all models in full. */
export async function rebuild(context: Context, effects: Effects = silentEffects): Promise<BuildAnswer> {
  const { prepareSchema, relandPayloads } = await import('../ingest/index.js')
  await withDatabase(context, 'read', effects, requireSchema)
  return withDatabase(context, 'write', effects, async (warehouse) => {
    await prepareSchema(warehouse, effects)
    const records = await relandPayloads(warehouse, effects)
    const built = describeBuild(await buildIn(warehouse, context, { fullRefresh: true }, effects))
    return { ...built, outcome: `${counted(records, 'record')} landed anew\n${built.outcome}` }
  })
}
