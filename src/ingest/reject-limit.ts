import { CxkpiError } from '../errors.js'
import type { Warehouse } from '../warehouse/index.js'
import type { LoadResult } from './load-result.js'

/** How many records of a load may be rejected: so many, or such a share (0 to 1) of all that it read. */
export type RejectLimit = { readonly count: number } | { readonly share: number }

/**
 * Reads a limit as people write it: `10` or `0.5%`.
 *
 * @throws CxkpiError CXK1001
 */
export function parseRejectLimit(text: string): RejectLimit {
  const match = /^(\d+(?:\.\d+)?)(\s*%)?$/.exec(text.trim())
  const value = Number(match?.[1])
  if (match !== null && match[2] === undefined && Number.isSafeInteger(value)) return { count: value }
  if (match?.[2] !== undefined && value <= 100) return { share: value / 100 }
  throw new CxkpiError('CXK1001', `'${text}' is no limit of rejects`, {
    hint: 'write a number of records (10) or a share of them (0.5%)',
  })
}

/**
 * Fails a load that rejected more than it may.
 *
 * @throws CxkpiError CXK3003, with the first rejects, read from the transaction that is about to be undone
 */
export async function requireFewRejects(warehouse: Warehouse, result: LoadResult, limit: RejectLimit): Promise<void> {
  const { rejects, records } = result.totals
  const all = rejects + records
  const isWithin = 'count' in limit ? rejects <= limit.count : rejects <= limit.share * all
  if (isWithin) return
  const allowed = 'count' in limit ? String(limit.count) : `${limit.share * 100} %`
  const [first] = await warehouse.rows(
    `select path, file_row, reason from meta.rejects join meta.files using (file_id)
    where rejects.load_id = $loadId order by all limit 1`,
    { loadId: result.loadId },
  )
  const example =
    first === undefined ? '' : `; the first: ${String(first.path)}, ${String(first.file_row)}: ${String(first.reason)}`
  throw new CxkpiError(
    'CXK3003',
    `${rejects} of ${all} records are rejects, more than the ${allowed} that --max-rejects allows: nothing was loaded${example}`,
    { hint: "correct the exports, allow more, or load without --max-rejects and see 'cxkpi rejects'" },
  )
}
