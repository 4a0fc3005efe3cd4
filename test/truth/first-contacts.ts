import { expect } from 'vitest'
import type { Row } from '../../src/result.js'
import type { Warehouse } from '../../src/warehouse/index.js'
import type { SimulatedExport } from './centre.js'

/** Expects of the mart of conversations what the truth's first contacts make of the days as far as the data reaches. */
export async function expectFirstContacts(
  warehouse: Warehouse,
  platform: string,
  { firstContacts }: SimulatedExport,
): Promise<void> {
  const [complete] = await warehouse.rows(
    `select complete_until from int_data_completeness where platform = $platform and org_id = ''`,
    { platform },
  )
  const expected = firstContactDays(firstContacts, String(complete?.['complete_until']))
  const days = Object.values(expected)
  expect(days.some(({ base, resolved }) => base > 20 && resolved < base)).toBe(true)
  expect(days.some(({ pending }) => pending > 20)).toBe(true)
  expect(await countedFirstContacts(warehouse, platform)).toEqual(expected)
}

/** First contacts by day: of those whose window has closed how many there are and were resolved, and how many are pending. */
export type FirstContactDays = Readonly<Record<string, { base: number; resolved: number; pending: number }>>

/** The same as the mart has it. */
export async function countedFirstContacts(warehouse: Warehouse, platform: string): Promise<FirstContactDays> {
  const rows = await warehouse.rows(
    `select interaction_date, first_contact_base_count as base, first_contact_resolved_count as resolved,
        first_contact_pending_count as pending, fcr_rate
    from mrt_daily_conversations where platform = $platform and org_id = '' and base + pending > 0`,
    { platform },
  )
  const days = rows.map((row) => {
    const [base, resolved, pending] = [row['base'], row['resolved'], row['pending']].map(Number) as [
      number,
      number,
      number,
    ]
    expect(row['fcr_rate']).toBe(base === 0 ? null : resolved / base)
    return [String(row['interaction_date']), { base, resolved, pending }] as const
  })
  return Object.fromEntries(days)
}

function firstContactDays(truth: readonly Row[], completeUntil: string): FirstContactDays {
  const days: Record<string, { base: number; resolved: number; pending: number }> = {}
  for (const row of truth) {
    const day = (days[String(row['interaction_date'])] ??= { base: 0, resolved: 0, pending: 0 })
    if (row['window_ends_at'] === null || String(row['window_ends_at']) > completeUntil) day.pending++
    else {
      day.base++
      if (row['is_repeated'] === false) day.resolved++
    }
  }
  return days
}
