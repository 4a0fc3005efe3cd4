import { describe, expect, it } from 'vitest'
import { parsePeriod } from '../../src/reports/index.js'

/** A Sunday morning in Berlin, still Saturday in New York. */
const NOW = Date.parse('2026-03-08T03:30:00Z')
const period = (since?: string, until?: string, zone = 'Europe/Berlin') => parsePeriod({ since, until }, zone, NOW)

describe('parsePeriod', () => {
  it.each([
    ['2026-03-02', '2026-03-02'],
    ['today', '2026-03-08'],
    ['yesterday', '2026-03-07'],
    ['7d', '2026-03-01'],
    ['2w', '2026-02-22'],
    ['1mo', '2026-02-08'],
    ['1y', '2025-03-08'],
    ['monday', '2026-03-02'],
    ['sunday', '2026-03-08'],
    ['this-week', '2026-03-02'],
    ['last-week', '2026-02-23'],
    ['last-month', '2026-02-01'],
    ['last-quarter', '2025-10-01'],
    ['this-year', '2026-01-01'],
  ])('--since %s begins on %s', async (text, day) => {
    expect(await period(text)).toEqual({ since: day })
  })

  it.each([
    ['last-week', '2026-03-01'],
    ['last-month', '2026-02-28'],
    ['last-quarter', '2025-12-31'],
    ['yesterday', '2026-03-07'],
  ])('--until %s ends on %s, which belongs to it', async (text, day) => {
    expect(await period(undefined, text)).toEqual({ until: day })
  })

  it('takes today from the report zone, not from the machine', async () => {
    expect(await period('today', undefined, 'America/New_York')).toEqual({ since: '2026-03-07' })
  })

  it.each(['last week', '24h', 'tomorow', '2026-13-01', '2026-02-30', "x'; --"])('refuses %j', async (text) => {
    await expect(period(text)).rejects.toMatchObject({ code: 'CXK1001' })
  })

  it('refuses a period that ends before it begins', async () => {
    await expect(period('2026-03-02', '2026-03-01')).rejects.toThrow('--until 2026-03-01 is before --since 2026-03-02')
  })
})
