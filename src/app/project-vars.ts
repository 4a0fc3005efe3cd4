import type { Config, DateBasis } from '../config/index.js'

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** The variables of the SQL project that the configuration decides; dbt_project.yml holds the rest. */
export function projectVars(config: Config): Readonly<Record<string, Json>> {
  return {
    report_timezone: config.timezone,
    source_zone: config.sourceTimezone ?? '',
    date_basis: config.dateBasis,
    service_level_abandons: config.serviceLevel.abandons,
    service_level_short_abandons: config.serviceLevel.shortAbandons,
    service_level_flow_outs: config.serviceLevel.flowOuts,
    abandon_rate_short_abandons: config.abandonRate.shortAbandons,
    first_contact_window_hours: config.firstContact.windowHours,
    targets: config.targets.map(({ queueId, channel, seconds }) => ({ queue: queueId, channel, seconds })),
    ...config.platformVariables,
  }
}

/** The configuration with what one report wants otherwise. */
export function withReportOptions(
  config: Config,
  options: { readonly timezone?: string; readonly dateBasis?: DateBasis },
): Config {
  return { ...config, ...options }
}
