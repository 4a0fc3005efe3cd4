import { beforeAll, describe, expect, it } from 'vitest'
import { isBuilt, loadProject, selectNodes, type Project } from '../../src/transform/index.js'
import { FIXTURE_PROJECT } from './projects.js'

let project: Project

beforeAll(async () => {
  project = await loadProject([FIXTURE_PROJECT], {})
})

function models(...selectors: string[]): string[] {
  return selectNodes(project.manifest, selectors).filter((name) => isBuilt(project.manifest.nodes.get(name)))
}

describe('selectNodes', () => {
  it('finds a model by its name', () => {
    expect(models('fct_waits')).toEqual(['fct_waits'])
  })

  it('brings the tests that stand on a model', () => {
    expect(selectNodes(project.manifest, ['mrt_waits'])).toEqual(['mrt_waits', 'waits_count_within_the_target'])
  })

  it.each([
    ['+mrt_waits', ['stg_calls', 'int_waits', 'fct_waits', 'queues', 'mrt_waits']],
    ['1+mrt_waits', ['fct_waits', 'queues', 'mrt_waits']],
    ['stg_calls+', ['stg_calls', 'int_waits', 'fct_waits', 'mrt_waits']],
    ['stg_calls+1', ['stg_calls', 'int_waits', 'fct_waits']],
    ['@queues', ['stg_calls', 'int_waits', 'fct_waits', 'queues', 'mrt_waits']],
    ['*waits', ['int_waits', 'fct_waits', 'mrt_waits']],
    ['path:models/marts', ['fct_waits', 'mrt_waits']],
    ['path:sql/models/staging/stg_calls.sql', ['stg_calls']],
    ['tag:daily', ['stg_calls', 'int_waits']],
    ['source:raw+', ['stg_calls', 'int_waits', 'fct_waits', 'mrt_waits']],
    ['+fct_waits,tag:facts queues', ['fct_waits', 'queues']],
  ])('reads %s as dbt does', (selector, expected) => {
    expect(models(selector)).toEqual(expected)
  })

  it('unites several selectors', () => {
    expect(models('stg_calls', 'queues')).toEqual(['stg_calls', 'queues'])
  })

  it('fails with the closest names when nothing matches', () => {
    try {
      models('mrt_wait')
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({
        code: 'CXK5001',
        exitCode: 4,
        detail: { hint: 'closest: mrt_waits' },
      })
    }
  })

  it('fails when an intersection is empty', () => {
    expect(() => models('stg_calls,tag:facts')).toThrow("--select 'stg_calls,tag:facts' matches no model")
  })

  it('refuses what is not the grammar', () => {
    expect(() => models('++x')).toThrow("--select '++x' is not understood")
    expect(() => models('state:modified')).toThrow("unknown method 'state:'")
  })
})
