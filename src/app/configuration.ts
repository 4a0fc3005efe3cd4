import { loadConfig, type Config, type ConfigFlags } from '../config/index.js'
import { platformKeys } from '../platforms/settings.js'

/** Everything cxkpi was told, what cxkpi.yml says of single platforms included. Throws as loadConfig does. */
export async function configuration(
  flags: ConfigFlags = {},
  environment: Readonly<Record<string, string | undefined>> = process.env,
  folder: string = process.cwd(),
): Promise<Config> {
  return loadConfig(flags, environment, folder, platformKeys)
}
