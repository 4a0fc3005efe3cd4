import type { Exporter } from '../platforms/exporter.js'
import type { Journey } from '../platforms/journey.js'

/** When each agent worked, where the platform's states are made of that. */
export class Worked {
  readonly #spans = new Map<string, { from: number; to: number }[]>()

  constructor(
    readonly exporter: Exporter,
    readonly untilMs: number,
  ) {}

  add(journey: Journey): void {
    const { worked } = this.exporter
    if (worked === undefined) return
    for (const part of journey.parts) {
      const span = worked(part)
      if (span === null) continue
      const spans = this.#spans.get(part.agentId) ?? []
      spans.push({ from: span.from, to: span.to ?? this.untilMs })
      this.#spans.set(part.agentId, spans)
    }
  }

  of(agentId: string): readonly { readonly from: number; readonly to: number }[] {
    return this.#spans.get(agentId) ?? []
  }
}
