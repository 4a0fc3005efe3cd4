import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { CxkpiError, messageOf } from '../errors.js'
import { bundledProject } from './package-root.js'
import type { CHANNELS, DATE_BASES, PERSONAL_DATA_MODES } from './names.js'
import type { Choice, PlatformKeys, PlatformSection, Settings } from './settings.js'
import { requireTimeZone } from './time-zone.js'

export type DateBasis = (typeof DATE_BASES)[number]
export type { Choice }

export interface Target {
  readonly queueId: string
  readonly channel: (typeof CHANNELS)[number]
  readonly seconds: number
}

/** Everything cxkpi was told: cxkpi.yml, then the environment, then flags. Frozen. */
export interface Config {
  readonly databasePath: string
  /** The report zone, an IANA name. */
  readonly timezone: string
  /** The zone of wall times whose export names none, an IANA name. */
  readonly sourceTimezone?: string
  readonly org: string
  readonly dateBasis: DateBasis
  readonly serviceLevel: { readonly abandons: Choice; readonly shortAbandons: Choice; readonly flowOuts: Choice }
  readonly abandonRate: { readonly shortAbandons: Choice }
  readonly firstContact: { readonly windowHours: number }
  readonly targets: readonly Target[]
  /** Variables of the SQL project that hold for one platform, by the names they have there; what is not told keeps its default. */
  readonly platformVariables: Readonly<Record<string, number | readonly string[]>>
  /** What becomes of personal data of customers when it is loaded. */
  readonly pii: (typeof PERSONAL_DATA_MODES)[number]
  readonly threads?: number
  readonly memoryLimit?: string
  /** The bundled SQL project, then the user's own, whose files of the same name replace ours. */
  readonly projectFolders: readonly string[]
  readonly configPath?: string
}

/** What flags say; each wins over the environment and the file. */
export interface ConfigFlags {
  readonly db?: string | undefined
  readonly config?: string | undefined
  readonly org?: string | undefined
}

export const CONFIG_NAME = 'cxkpi.yml'

/**
 * Reads the nearest cxkpi.yml above `folder` (or the one that is named), the environment and the flags.
 * Its sections for single platforms may have the keys that these declare.
 *
 * @throws CxkpiError CXK1002 where the file is missing, unreadable or says what it must not
 */
export async function loadConfig(
  flags: ConfigFlags = {},
  environment: Readonly<Record<string, string | undefined>> = process.env,
  folder: string = process.cwd(),
  platformKeys: PlatformKeys = {},
): Promise<Config> {
  const configPath = configFile(flags.config ?? nonEmpty(environment['CXKPI_CONFIG']), folder)
  const settings = configPath === undefined ? {} : await readSettings(configPath, platformKeys)
  const home = configPath === undefined ? folder : dirname(configPath)
  const database = flags.db ?? nonEmpty(environment['CXKPI_DB'])
  return deepFreeze({
    databasePath:
      database === undefined ? resolve(home, settings.database ?? 'cxkpi.duckdb') : resolve(folder, database),
    timezone: zoneOf('timezone', settings.timezone ?? 'UTC', configPath),
    ...(settings.source_timezone === undefined
      ? {}
      : { sourceTimezone: zoneOf('source_timezone', settings.source_timezone, configPath) }),
    org: flags.org ?? settings.org ?? '',
    dateBasis: settings.date_basis ?? 'leg',
    serviceLevel: {
      abandons: settings.service_level?.abandons ?? 'include',
      shortAbandons: settings.service_level?.short_abandons ?? 'include',
      flowOuts: settings.service_level?.flow_outs ?? 'exclude',
    },
    abandonRate: { shortAbandons: settings.abandon_rate?.short_abandons ?? 'include' },
    firstContact: { windowHours: settings.first_contact?.window_hours ?? 168 },
    targets: (settings.targets ?? []).map(({ queue, channel, seconds }) => ({ queueId: queue, channel, seconds })),
    platformVariables: Object.fromEntries(
      Object.keys(platformKeys).flatMap((platform) => variablesOf(platform, sectionOf(settings, platform))),
    ),
    pii: settings.pii ?? 'keep',
    ...(settings.threads === undefined ? {} : { threads: settings.threads }),
    ...(settings.memory_limit === undefined ? {} : { memoryLimit: settings.memory_limit }),
    projectFolders: [bundledProject(), ...ownProject(configPath)],
    ...(configPath === undefined ? {} : { configPath }),
  })
}

function sectionOf(settings: Settings, platform: string): PlatformSection {
  return (settings as Readonly<Record<string, PlatformSection | undefined>>)[platform] ?? {}
}

/** Words are compared in lower case. */
function variablesOf(platform: string, section: PlatformSection): [string, number | readonly string[]][] {
  return Object.entries(section).map(([name, value]) => [
    `${platform}_${name}`,
    typeof value === 'number' ? value : value.map((word) => word.toLowerCase()),
  ])
}

function configFile(named: string | undefined, folder: string): string | undefined {
  if (named !== undefined) {
    const path = resolve(folder, named)
    if (existsSync(path)) return path
    throw new CxkpiError('CXK1002', `there is no configuration file at ${path}`, {
      path,
      hint: "name another with --config, or write one with 'cxkpi init'",
    })
  }
  for (let place = resolve(folder); ; place = dirname(place)) {
    const path = join(place, CONFIG_NAME)
    if (existsSync(path)) return path
    if (dirname(place) === place) return undefined
  }
}

async function readSettings(path: string, platformKeys: PlatformKeys): Promise<Settings> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new CxkpiError('CXK1002', `${path} cannot be read: ${messageOf(error)}`, { path, cause: error })
  }
  const [{ parseYaml }, { settingsShape }] = await Promise.all([import('./parse-yaml.js'), import('./settings.js')])
  const hint = `correct ${path}; 'cxkpi init' writes one with every key explained`
  return parseYaml(text, path, settingsShape(platformKeys), { code: 'CXK1002', hint }) as Settings
}

function zoneOf(key: string, name: string, path: string | undefined): string {
  try {
    return requireTimeZone(name)
  } catch (error) {
    if (!(error instanceof CxkpiError)) throw error
    throw new CxkpiError('CXK1002', `${path ?? CONFIG_NAME}: ${key}: ${error.message}`, error.detail)
  }
}

function ownProject(configPath: string | undefined): string[] {
  if (configPath === undefined) return []
  const folder = dirname(configPath)
  return ['models', 'reports', 'seeds'].some((name) => existsSync(join(folder, name))) ? [folder] : []
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : text
}

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) deepFreeze(inner as object)
  return Object.freeze(value)
}
