export const CHANNELS = ['voice', 'callback', 'chat', 'message', 'email', 'video', 'work_item', 'other'] as const

/** What becomes of personal data of customers when it is loaded. */
export const PERSONAL_DATA_MODES = ['mask', 'hash', 'keep'] as const

/** Which day a measure counts on; see sql/DEFINITIONS.md. */
export const DATE_BASES = ['leg', 'event', 'conversation'] as const
