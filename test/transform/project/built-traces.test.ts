import { beforeAll, describe, expect, it } from 'vitest'
import { bundledProject } from '../../../src/config/index.js'
import { loadProject, type ModelNode, type Project } from '../../../src/transform/index.js'
import { renderTrace } from '../../../src/transform/project/trace.js'
import { writeProject } from '../projects.js'

let project: Project

beforeAll(async () => {
  project = await loadProject([bundledProject()], {})
})

function modelsOf({ manifest }: Project): ModelNode[] {
  return [...manifest.nodes.values()].filter((node): node is ModelNode => 'traces' in node)
}

/** The models whose SQL differs from that of the bundled project. */
function changedIn(other: Project): string[] {
  const sqlOf = (node: ModelNode): string => node.traces.map(({ sql }) => sql).join()
  const bundled = new Map(modelsOf(project).map((node) => [node.name, sqlOf(node)]))
  return modelsOf(other)
    .filter((node) => sqlOf(node) !== bundled.get(node.name))
    .map(({ name }) => name)
}

function tracesAnew(of: Project): ModelNode['traces'][] {
  return modelsOf(of).map(({ tree, path, name, traces }) =>
    traces.map(({ under }) => renderTrace(tree, path, name, of, under.isIncremental)),
  )
}

describe('the traces of the bundled models', () => {
  it('are known since cxkpi was built, and as they would be made anew', () => {
    const models = modelsOf(project)
    expect(models.length).toBeGreaterThan(150)
    for (const { tree, traces } of models) {
      expect(tree['traces']).toHaveLength(traces.length)
      for (const [index, trace] of traces.entries()) expect(trace).toBe((tree['traces'] as unknown[])[index])
    }
    expect(models.map(({ traces }) => traces)).toEqual(tracesAnew(project))
  })

  it('are made anew for those that ask for a variable with another value, and only for those', async () => {
    const other = await loadProject([bundledProject()], {
      flex_insights_sla_seconds: 90,
      report_timezone: 'Asia/Tokyo',
    })
    const changed = changedIn(other)
    expect(changed).toContain('mrt_daily_queue_kpis')
    expect(changed.length).toBeLessThan(modelsOf(other).length / 2)
    expect(modelsOf(other).map(({ traces }) => traces)).toEqual(tracesAnew(other))
  })

  it('are made anew where a macro is another', async () => {
    const own = await writeProject({
      'macros/own.sql': '{% macro duckdb__to_double(value) %}cast({{ value }} as float){% endmacro %}',
    })
    const other = await loadProject([bundledProject(), own], {})
    expect(changedIn(other).length).toBeGreaterThan(0)
    expect(modelsOf(other).map(({ traces }) => traces)).toEqual(tracesAnew(other))
  })

  it('are made anew of a model whose text is another', async () => {
    const own = await writeProject({ 'models/mrt_daily_conversations.sql': 'select 1 as a' })
    expect(changedIn(await loadProject([bundledProject(), own], {}))).toEqual(['mrt_daily_conversations'])
  })
})
