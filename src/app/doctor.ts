import { statfs } from 'node:fs/promises'
import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { packageRoot, type Config } from '../config/index.js'
import { silentEffects, type Effects } from '../effects.js'
import { CxkpiError, messageOf } from '../errors.js'
import type { Result, Row } from '../result.js'
import { columns } from './columns.js'
import { withDatabase } from './context.js'
import { hasSchema } from './schema.js'

export interface DoctorAnswer {
  readonly result: Result
  /** The exit code of the worst fault; 0 where there is none. */
  readonly exitCode: number
}

type Status = 'ok' | 'warn' | 'error'
const FREE_BYTES = 1_000_000_000

/** What cxkpi runs on and whether it can: Node, DuckDB, configuration, database, disk. Changes nothing. */
export async function doctor(
  loadConfig: () => Promise<Config>,
  waitMs: number,
  effects: Effects = silentEffects,
): Promise<DoctorAnswer> {
  const rows: Row[] = []
  let exitCode = 0
  const note = (check: string, status: Status, detail: string): void => {
    rows.push({ check, status, detail })
  }
  const attempt = async (check: string, look: () => Promise<readonly [Status, string]>): Promise<void> => {
    try {
      note(check, ...(await look()))
    } catch (error) {
      const hint = error instanceof CxkpiError ? error.detail.hint : undefined
      note(check, 'error', hint === undefined ? messageOf(error) : `${messageOf(error)}; ${hint}`)
      exitCode = Math.max(exitCode, error instanceof CxkpiError ? error.exitCode : 3)
    }
  }
  note('node', isOldNode() ? 'error' : 'ok', `${process.version}, ${process.platform} ${process.arch}`)
  note('package', 'ok', packageRoot())
  await attempt('duckdb', async () => ['ok', await duckdbVersion(effects)])
  let config: Config | undefined
  await attempt('configuration', async () => {
    config = await loadConfig()
    return ['ok', config.configPath ?? 'no cxkpi.yml; the defaults hold']
  })
  if (config !== undefined) {
    const known = config
    note('time zone', 'ok', `${known.timezone}, by ${known.dateBasis}`)
    await attempt('database', () => databaseState(known, waitMs, effects))
    await attempt('disk', () => diskState(known))
  }
  return { result: { columns: columns({ check: 'text', status: 'text', detail: 'text' }), rows }, exitCode }
}

function isOldNode(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major < 20 || (major === 20 && minor < 19)
}

async function duckdbVersion(effects: Effects): Promise<string> {
  const { withWarehouse } = await import('../warehouse/index.js')
  return withWarehouse(':memory:', { access: 'write', signal: effects.signal }, async (warehouse) => {
    const [row] = await warehouse.rows('select version() as version')
    return `${String(row?.['version'])}, loaded`
  })
}

async function databaseState(config: Config, waitMs: number, effects: Effects): Promise<readonly [Status, string]> {
  const path = config.databasePath
  if (!existsSync(path)) return ['warn', `there is none at ${path} yet; 'cxkpi load PATH' makes it`]
  const megabytes = (statSync(path).size / 1_000_000).toFixed(1)
  return withDatabase({ config, waitMs }, 'read', effects, async (warehouse) => {
    if (!(await hasSchema(warehouse))) {
      return ['warn', `${path} is a DuckDB file that cxkpi has not loaded into`]
    }
    const [row] = await warehouse.rows(
      `select
          (select max(version) from meta.schema_version) as version,
          (select count(distinct file_id) from meta.files) as files,
          (select count(*) from meta.loads where status = 'running') as unfinished`,
    )
    const unfinished = Number(row?.['unfinished'] ?? 0)
    const text = `${path}, ${megabytes} MB, schema ${String(row?.['version'])}, ${String(row?.['files'])} files`
    return unfinished > 0 ? ['warn', `${text}; ${unfinished} loads did not finish, load again`] : ['ok', text]
  })
}

async function diskState(config: Config): Promise<readonly [Status, string]> {
  let folder = dirname(config.databasePath)
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder)
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  return [free < FREE_BYTES ? 'warn' : 'ok', `${(free / 1_000_000_000).toFixed(1)} GB free at ${folder}`]
}
