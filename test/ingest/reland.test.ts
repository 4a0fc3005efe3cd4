import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { relandPayloads } from '../../src/ingest/index.js'
import { NOISES, simulate } from '../../src/simulate/index.js'
import { Workspace } from './workspace.js'

let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cxkpi-reland-'))
  for (const platform of ['genesys', 'cxone', 'flex'] as const) {
    const options = { conversations: 60, days: 2, seed: 12, noise: new Set(NOISES) }
    await simulate({ ...options, outDir: join(folder, platform), platform })
  }
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('landing the kept texts anew', () => {
  it.each(['genesys', 'cxone', 'flex', 'samples/genesys', 'samples/cxone', 'samples/flex', 'samples/flat'])(
    'gives every row of raw as the export gave it: %s',
    async (name) => {
      const workspace = await Workspace.create()
      const { totals } = await workspace.load(name.startsWith('samples') ? name : join(folder, name))
      expect(totals.records).toBeGreaterThan(3)
      const before = await rawRows(workspace)
      await relandPayloads(workspace.warehouse)
      expect(await rawRows(workspace)).toEqual(before)
    },
  )
})

async function rawRows(workspace: Workspace): Promise<Record<string, unknown>> {
  const tables = await workspace.values("select table_name from duckdb_tables() where schema_name = 'raw' order by 1")
  const rows: Record<string, unknown> = {}
  for (const table of tables) {
    rows[String(table)] = await workspace.values(`select r::varchar from raw."${String(table)}" as r order by 1`)
  }
  return rows
}
