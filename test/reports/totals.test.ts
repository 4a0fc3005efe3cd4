import { describe, expect, it } from 'vitest'
import { bundledProject } from '../../src/config/index.js'
import { findReport } from '../../src/reports/index.js'
import { totalsOf } from '../../src/reports/totals.js'

const queueDaily = findReport([bundledProject()], 'queue-daily')
const plain = { excludesShortAbandons: false }

describe('totalsOf', () => {
  it('divides the sums and never averages rates', () => {
    const rows = [
      { offered_count: 100, abandoned_count: 1, abandon_rate: 0.01 },
      { offered_count: 10, abandoned_count: 5, abandon_rate: 0.5 },
    ]
    expect(totalsOf(queueDaily, rows, plain)).toMatchObject({
      offered_count: 110,
      abandoned_count: 6,
      abandon_rate: 6 / 110,
    })
  })

  it('takes short abandons from both sides where they are excluded', () => {
    const rows = [{ offered_count: 7, abandoned_count: 2, short_abandoned_count: 1 }]
    expect(totalsOf(queueDaily, rows, { excludesShortAbandons: true })['abandon_rate']).toBe(1 / 6)
  })

  it('adds times as whole milliseconds, so that their order changes nothing', () => {
    const times = [0.1, 0.2, 0.3, 1234.567]
    const total = (values: number[]) =>
      totalsOf(
        queueDaily,
        values.map((total_handle_seconds) => ({ total_handle_seconds })),
        plain,
      )['total_handle_seconds']
    expect([total(times), total(times.toReversed())]).toEqual([1235.167, 1235.167])
  })

  it('leaves rows without a target out of the service level', () => {
    const rows = [
      { answered_in_target_count: 8, service_level_base_count: 10 },
      { answered_in_target_count: null, service_level_base_count: 90 },
    ]
    expect(totalsOf(queueDaily, rows, plain)['service_level_rate']).toBe(0.8)
  })

  it('does not know the sum of what a row does not know', () => {
    const rows = [
      { offered_count: 3, consult_offered_count: 1, total_hold_seconds: 5 },
      { offered_count: 4, consult_offered_count: 0, total_hold_seconds: null },
    ]
    expect(totalsOf(queueDaily, rows, plain)).toMatchObject({
      offered_count: 7,
      consult_offered_count: 1,
      total_hold_seconds: null,
    })
  })

  it('has no ratio without a base, and the greatest of the longest waits', () => {
    const rows = [
      { handled_count: 0, total_handle_seconds: 0, max_wait_seconds: 3 },
      { handled_count: 0, total_handle_seconds: 0, max_wait_seconds: 90 },
    ]
    expect(totalsOf(queueDaily, rows, plain)).toMatchObject({ avg_handle_seconds: null, max_wait_seconds: 90 })
  })
})
