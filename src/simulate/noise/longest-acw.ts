/** The longest after-call work that a correction gives a leg, so that stories can keep clear of it. */
export const LONGEST_CORRECTED_ACW_MS = 240_000
