import { z } from 'zod'
import { CHANNELS, DATE_BASES } from './names.js'

const choice = z.enum(['include', 'exclude'])
const plainName = z
  .string()
  .min(1)
  .regex(/^[^'"\\\p{Cc}{}]+$/u, 'must not hold quotes, backslashes or braces')

/** What cxkpi.yml may say; everything is optional, nothing else is allowed. */
export const settingsSchema = z.strictObject({
  database: z.string().min(1).optional(),
  timezone: z.string().optional(),
  org: plainName.optional(),
  date_basis: z.enum(DATE_BASES).optional(),
  service_level: z
    .strictObject({ abandons: choice.optional(), short_abandons: choice.optional(), flow_outs: choice.optional() })
    .optional(),
  abandon_rate: z.strictObject({ short_abandons: choice.optional() }).optional(),
  targets: z
    .array(
      z.strictObject({
        queue: plainName,
        channel: z.enum(CHANNELS),
        seconds: z.number().nonnegative(),
      }),
    )
    .optional(),
  threads: z.int().positive().optional(),
  memory_limit: z
    .string()
    .regex(/^\d+(\.\d+)?\s*([KMGT]i?B|%)$/i, "must be a size such as '2GB'")
    .optional(),
})

export type Settings = z.infer<typeof settingsSchema>
