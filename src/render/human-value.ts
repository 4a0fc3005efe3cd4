import type { Column, Unit, Value } from '../result.js'

export const NOTHING = '–'

const count = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 })

/** A cell as people read it: grouped counts, rates as per cent, long times as m:ss. Rounds; never use it for machines. */
export function humanValue(value: Value, unit: Unit): string {
  if (value === null) return NOTHING
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return unit === 'instant' ? value.replace(/\.000Z$/, 'Z').replace('T', ' ') : value
  if (typeof value === 'bigint') return unit === 'count' ? count.format(value) : String(value)
  switch (unit) {
    case 'rate':
      return `${(value * 100).toFixed(1)} %`
    case 'percent':
      return `${value.toFixed(1)} %`
    case 'score':
      return value.toFixed(1)
    case 'seconds':
      return humanSeconds(value)
    case 'count':
      return Number.isFinite(value) ? count.format(value) : String(value)
    default:
      return String(value)
  }
}

/** 12.3 s, 4:05, 1:02:03. */
export function humanSeconds(seconds: number): string {
  if (Math.abs(seconds) < 59.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(Math.abs(seconds))
  const sign = seconds < 0 ? '-' : ''
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
  const tail = String(rest).padStart(2, '0')
  return hours > 0 ? `${sign}${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${sign}${minutes}:${tail}`
}

const LEFT = new Set<Unit>(['text', 'date', 'instant', 'boolean'])

/** Whether a column lines up on the right: quantities do, and numbers of no known unit. */
export function isRightAligned({ unit, type }: Column): boolean {
  return !LEFT.has(unit) || (unit === 'text' && (type === 'bigint' || type === 'double'))
}
