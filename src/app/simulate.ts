import { counted } from '../counted.js'
import { CxkpiError } from '../errors.js'
import { requireTimeZone } from '../config/index.js'
import { silentEffects, type Effects } from '../effects.js'
import type { Result } from '../result.js'
import { NOISES, simulate as simulateCentre, type Noise, type SimulateOptions } from '../simulate/index.js'
import { columns } from './columns.js'

export interface SimulateRequest extends Omit<SimulateOptions, 'noise' | 'timezone'> {
  /** Names of NOISES, or 'all' of them. */
  readonly noise: readonly string[]
  readonly timezone?: string
}

/** Simulates a contact centre and writes its exports, and the truth where a folder is named for it. */
export async function simulate(
  { noise, timezone, ...options }: SimulateRequest,
  effects: Effects = silentEffects,
): Promise<{ result: Result; outcome: string }> {
  const summary = await simulateCentre(
    {
      ...options,
      noise: new Set(noise.flatMap(noisesOf)),
      ...(timezone === undefined ? {} : { timezone: requireTimeZone(timezone) }),
    },
    effects,
  )
  const { outDir, truthDir, seconds, ...counts } = summary
  const row = {
    folder: outDir,
    truth_folder: truthDir,
    files: counts.fileCount,
    conversations: counts.conversations,
    records: counts.records,
    duplicates: counts.duplicates,
    broken_lines: counts.brokenLines,
    evaluations: counts.evaluations,
    seconds,
  }
  return {
    result: {
      columns: columns({
        folder: 'text',
        truth_folder: 'text',
        files: 'count',
        conversations: 'count',
        records: 'count',
        duplicates: 'count',
        broken_lines: 'count',
        evaluations: 'count',
        seconds: 'seconds',
      }),
      rows: [row],
    },
    outcome: `${counted(counts.conversations, 'conversation')} in ${counted(counts.fileCount, 'file')} in ${seconds.toFixed(1)} s; next: 'cxkpi load ${outDir}'`,
  }
}

function noisesOf(name: string): readonly Noise[] {
  if (name === 'all') return NOISES
  const noise = NOISES.find((known) => known === name)
  if (noise !== undefined) return [noise]
  throw new CxkpiError('CXK1001', `there is no noise '${name}'`, { hint: `known: all, ${NOISES.join(', ')}` })
}
