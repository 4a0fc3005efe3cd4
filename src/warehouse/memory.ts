import { totalmem } from 'node:os'

/** The memory in bytes that this process may use: the machine's, or less where a container or control group allows less. */
export function machineMemory(): number {
  const allowed = process.constrainedMemory()
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem()
}

const MB = 1_000_000
/** With more than this a load was not faster. */
const ENOUGH_MB = 2000
/** What a load takes besides what DuckDB counts. */
const OURS_MB = 300

/** What DuckDB may hold in memory in a load: half of what this process has beside itself, as a setting. */
export function loadMemory(machineBytes: number): string {
  const half = Math.floor((machineBytes / MB - OURS_MB) / 2)
  return `${Math.max(OURS_MB, Math.min(ENOUGH_MB, half))}MB`
}

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB']

/** What each of two processes may hold where one might hold all, as DuckDB shows it: half, unless that is too little to work with. */
export function sharedMemory(setting: string): string {
  const [amount, unit] = setting.split(' ') as [string, string]
  const megabytes = (Number(amount) * 1024 ** UNITS.indexOf(unit)) / MB
  return megabytes / 2 < OURS_MB ? setting : `${Number(amount) / 2} ${unit}`
}
