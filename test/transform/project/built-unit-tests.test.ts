import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundledProject } from '../../../src/config/index.js'
import { prepareSchema } from '../../../src/ingest/index.js'
import { buildProject, loadProject, type BuildOptions, type NodeResult } from '../../../src/transform/index.js'
import { Warehouse } from '../../../src/warehouse/index.js'
import { writeProject } from '../projects.js'

let warehouse: Warehouse

beforeAll(async () => {
  warehouse = await Warehouse.open(':memory:', { access: 'write' })
  await prepareSchema(warehouse)
})

afterAll(() => {
  warehouse.close()
})

async function unitTestsOf(folders: readonly string[], options: BuildOptions = {}): Promise<NodeResult[]> {
  const { nodes } = await buildProject(warehouse, await loadProject(folders, {}), options)
  return nodes.filter(({ kind }) => kind === 'unit_test')
}

function statusesOf(results: readonly NodeResult[]): string[] {
  return [...new Set(results.map(({ status }) => status))].sort()
}

describe('the unit tests of the bundled project', () => {
  it('have all passed since cxkpi was built, so that the first build of a database runs none', async () => {
    const results = await unitTestsOf([bundledProject()])
    expect(results.length).toBeGreaterThan(100)
    expect(statusesOf(results)).toEqual(['reused'])
  })

  it('are run again where a model is to be built anew', async () => {
    const results = await unitTestsOf([bundledProject()], { select: ['int_customer_contacts'], fullRefresh: true })
    expect(results.length).toBeGreaterThan(3)
    expect(statusesOf(results)).toEqual(['pass'])
  })

  it('are run of a model that is another one than the bundled', async () => {
    const own = await writeProject({
      'models/int_customer_contacts.sql': "{{ config(materialized='table') }} select 1 as a",
    })
    const results = await unitTestsOf([bundledProject(), own], { select: ['int_customer_contacts'] })
    expect(results.length).toBeGreaterThan(3)
    expect(statusesOf(results)).toEqual(['error'])
  })
})
