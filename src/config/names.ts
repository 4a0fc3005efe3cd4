export const CHANNELS = ['voice', 'callback', 'chat', 'message', 'email', 'video', 'work_item', 'other'] as const

/** Which day a measure counts on; see sql/DEFINITIONS.md. */
export const DATE_BASES = ['leg', 'event', 'conversation'] as const
