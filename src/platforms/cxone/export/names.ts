import type { Channel } from '../../journey.js'

/** CXone's media types; callbacks are phone calls. */
export const MEDIA: Readonly<Record<Channel, { readonly id: number; readonly name: string }>> = {
  voice: { id: 4, name: 'Call' },
  callback: { id: 4, name: 'Call' },
  chat: { id: 3, name: 'Chat' },
  email: { id: 1, name: 'E-Mail' },
  message: { id: 9, name: 'Digital' },
}

/** ISO 8601 in UTC with milliseconds. */
export function iso(instantMs: number): string {
  return new Date(instantMs).toISOString()
}

/** An ISO duration to the millisecond, in hours, minutes and seconds. */
export function isoDuration(ms: number): string {
  const hours = Math.floor(ms / 3_600_000)
  const minutes = Math.floor((ms % 3_600_000) / 60_000)
  const seconds = (ms % 60_000) / 1000
  return `PT${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${seconds}S`
}
