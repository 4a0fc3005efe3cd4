export interface AgentDayKey {
  readonly date: string
  readonly agentId: string
  /** A channel, or `all`. */
  readonly channel: string
}

export function keyOf(key: AgentDayKey): string {
  return `${key.date}|${key.agentId}|${key.channel}`
}

export function partsOf(text: string): AgentDayKey {
  const [date = '', agentId = '', channel = ''] = text.split('|')
  return { date, agentId, channel }
}
