import { CxkpiError } from '../errors.js'
import { closestNames } from './closest.js'

const OFFSET = /^[+-]|^(utc|gmt)[+-]/i

/**
 * The IANA name of a zone as everyone spells it, e.g. 'europe/berlin' → 'Europe/Berlin'.
 *
 * @throws CxkpiError CXK1001 for anything that is not an IANA zone, fixed offsets included: they know no summer time
 */
export function requireTimeZone(name: string): string {
  const zone = ianaZone(name)
  if (zone !== undefined) return zone
  const near = OFFSET.test(name) ? [] : nearbyZones(name)
  throw new CxkpiError('CXK1001', `'${name}' is not an IANA time zone`, {
    hint:
      near.length > 0 ? `closest: ${near.join(', ')}` : "write it like 'Europe/Berlin', 'America/New_York' or 'UTC'",
  })
}

function ianaZone(name: string): string | undefined {
  if (OFFSET.test(name)) return undefined
  const listed = Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase() === name.toLowerCase())
  if (listed !== undefined) return listed
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return name.toUpperCase() === 'UTC' ? 'UTC' : name
  } catch {
    return undefined
  }
}

function nearbyZones(name: string): string[] {
  const zones = Intl.supportedValuesOf('timeZone')
  const whole = closestNames(name, zones)
  if (whole.length > 0) return whole
  const cities = new Map(zones.map((zone) => [zone.slice(zone.lastIndexOf('/') + 1), zone]))
  const city = name.slice(name.lastIndexOf('/') + 1).replaceAll(' ', '_')
  return closestNames(city, cities.keys()).map((near) => cities.get(near) ?? near)
}
