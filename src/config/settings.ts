import { CHANNELS, DATE_BASES, PERSONAL_DATA_MODES } from './names.js'
import { atLeastZero, listOf, mapping, matching, oneOf, someOf, text, wholeNumber } from './shape.js'

export type Choice = 'include' | 'exclude'

/** What cxkpi.yml may say; everything is optional, nothing else is allowed. */
export interface Settings {
  readonly database?: string
  readonly timezone?: string
  readonly source_timezone?: string
  readonly org?: string
  readonly date_basis?: (typeof DATE_BASES)[number]
  readonly service_level?: {
    readonly abandons?: Choice
    readonly short_abandons?: Choice
    readonly flow_outs?: Choice
  }
  readonly abandon_rate?: { readonly short_abandons?: Choice }
  readonly targets?: readonly {
    readonly queue: string
    readonly channel: (typeof CHANNELS)[number]
    readonly seconds: number
  }[]
  readonly flex?: {
    readonly voicemail_reasons?: readonly string[]
    readonly callback_reasons?: readonly string[]
    readonly timeout_reasons?: readonly string[]
    readonly available_activities?: readonly string[]
    readonly offline_activities?: readonly string[]
    readonly short_abandon_seconds?: number
    readonly insights_sla_seconds?: number
  }
  readonly pii?: (typeof PERSONAL_DATA_MODES)[number]
  readonly threads?: number
  readonly memory_limit?: string
}

const choice = oneOf(['include', 'exclude'])
const plainName = matching(/^[^'"\\\p{Cc}{}]+$/u, 'a text without quotes, backslashes and braces')
const word = matching(
  /^(?!.*--)[\p{L}\p{M}\p{N} _.:+\-/@#,()&=|~!?*[\]]+$/u,
  'a text of letters, digits and plain punctuation',
)

export const settingsShape = mapping({
  database: text,
  timezone: text,
  source_timezone: text,
  org: plainName,
  date_basis: oneOf(DATE_BASES),
  service_level: mapping({ abandons: choice, short_abandons: choice, flow_outs: choice }),
  abandon_rate: mapping({ short_abandons: choice }),
  targets: listOf(
    mapping({ queue: plainName, channel: oneOf(CHANNELS), seconds: atLeastZero }, ['queue', 'channel', 'seconds']),
  ),
  flex: mapping({
    voicemail_reasons: someOf(word),
    callback_reasons: someOf(word),
    timeout_reasons: someOf(word),
    available_activities: someOf(word),
    offline_activities: someOf(word),
    short_abandon_seconds: atLeastZero,
    insights_sla_seconds: atLeastZero,
  }),
  pii: oneOf(PERSONAL_DATA_MODES),
  threads: wholeNumber,
  memory_limit: matching(/^\d+(\.\d+)?\s*([KMGT]i?B|%)$/i, "a size such as '2GB'"),
})
