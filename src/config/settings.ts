import { CHANNELS, DATE_BASES, PERSONAL_DATA_MODES } from './names.js'
import { atLeastZero, listOf, mapping, matching, oneOf, someOf, text, wholeNumber, type Shape } from './shape.js'

export type Choice = 'include' | 'exclude'

/** What a key of a platform holds: words that its organisation uses, or a number of seconds. */
export type PlatformKey = 'words' | 'seconds'

/** The keys that a platform's own section of cxkpi.yml may have, by the platform's name. */
export type PlatformKeys = Readonly<Record<string, Readonly<Record<string, PlatformKey>>>>

/** What a platform's own section says. */
export type PlatformSection = Readonly<Record<string, number | readonly string[]>>

/** What cxkpi.yml may say beside the sections of platforms; everything is optional, nothing else is allowed. */
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
  readonly first_contact?: { readonly window_hours?: number }
  readonly targets?: readonly {
    readonly queue: string
    readonly channel: (typeof CHANNELS)[number]
    readonly seconds: number
  }[]
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

const keyShapes: Readonly<Record<PlatformKey, Shape>> = { words: someOf(word), seconds: atLeastZero }

/** What cxkpi.yml must look like, with a section for each platform that has keys. */
export function settingsShape(platformKeys: PlatformKeys): Shape {
  const sections = Object.entries(platformKeys).map(([platform, keys]) => {
    const shapes = Object.entries(keys).map(([name, kind]) => [name, keyShapes[kind]] as const)
    return [platform, mapping(Object.fromEntries(shapes))] as const
  })
  return mapping({
    database: text,
    timezone: text,
    source_timezone: text,
    org: plainName,
    date_basis: oneOf(DATE_BASES),
    service_level: mapping({ abandons: choice, short_abandons: choice, flow_outs: choice }),
    abandon_rate: mapping({ short_abandons: choice }),
    first_contact: mapping({ window_hours: wholeNumber }),
    targets: listOf(
      mapping({ queue: plainName, channel: oneOf(CHANNELS), seconds: atLeastZero }, ['queue', 'channel', 'seconds']),
    ),
    ...Object.fromEntries(sections),
    pii: oneOf(PERSONAL_DATA_MODES),
    threads: wholeNumber,
    memory_limit: matching(/^\d+(\.\d+)?\s*([KMGT]i?B|%)$/i, "a size such as '2GB'"),
  })
}
