import type { Exporter } from './exporter.js'
import { cxoneExporter } from './cxone/export/index.js'
import { flexExporter } from './flex/export/index.js'
import { flexInsightsExporter } from './flex/export/insights/index.js'
import { genesysEventsExporter } from './genesys/export/events/index.js'
import { genesysExporter } from './genesys/export/index.js'

const EXPORTERS = {
  genesys: genesysExporter,
  'genesys-events': genesysEventsExporter,
  cxone: cxoneExporter,
  flex: flexExporter,
  'flex-insights': flexInsightsExporter,
} as const

export type ExportedPlatform = keyof typeof EXPORTERS

/** The platforms whose exports can be simulated. */
export const EXPORTED_PLATFORMS = Object.keys(EXPORTERS) as readonly ExportedPlatform[]

export function exporterOf(platform: ExportedPlatform): Exporter {
  return EXPORTERS[platform]
}
