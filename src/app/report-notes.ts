import type { Config } from '../config/index.js'

/** The service-level formula in words, as configured. */
export function serviceLevelFormula({ serviceLevel }: Config): string {
  const abandoned = serviceLevel.shortAbandons === 'include' ? 'abandoned' : 'abandoned but not short'
  const base = [
    'answered',
    ...(serviceLevel.abandons === 'include' ? [abandoned] : []),
    ...(serviceLevel.flowOuts === 'include' ? ['flowed out'] : []),
  ]
  return `answered in target / ${base.length > 1 ? `(${base.join(' + ')})` : base[0]}`
}

export function serviceLevelMeta(config: Config): Record<string, unknown> {
  return {
    formula: serviceLevelFormula(config),
    abandons: config.serviceLevel.abandons,
    short_abandons: config.serviceLevel.shortAbandons,
    flow_outs: config.serviceLevel.flowOuts,
    targets: config.targets.map(({ queueId, channel, seconds }) => ({ queue: queueId, channel, seconds })),
    other_targets: "the platform's own, by queue and channel",
  }
}

/** What stands under a report: which data, which definitions, which formulas. */
export function reportNotes(
  config: Config,
  facts: {
    readonly hasServiceLevel: boolean
    readonly hasFirstContacts: boolean
    readonly dataUntil: string | null
    readonly version: string
  },
): string[] {
  const until = facts.dataUntil === null ? 'no data' : `data to ${facts.dataUntil.replace(/\.\d+Z$/, 'Z')}`
  const notes = [`${until} · definitions version ${facts.version}`]
  if (facts.hasFirstContacts) {
    const { windowHours } = config.firstContact
    notes.push(
      `FCR: first contacts without another one of the customer within ${windowHours} h / those whose ${windowHours} h are over`,
    )
  }
  if (!facts.hasServiceLevel) return notes
  const targets = config.targets.map(({ queueId, channel, seconds }) => `${queueId} ${channel} ${seconds} s`)
  const others = targets.length > 0 ? `${targets.join(', ')}; else the platform's own` : "the platform's own"
  const abandons = config.abandonRate.shortAbandons === 'include' ? 'short ones included' : 'short ones left out'
  return [
    ...notes,
    `service level: ${serviceLevelFormula(config)} · targets: ${others}`,
    `abandon rate: abandoned / offered, ${abandons} · answer rate: answered / offered`,
  ]
}
