import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadProject, selectNodes, type Project } from '../../src/transform/index.js'
import { FIXTURE_PROJECT } from './projects.js'

let project: Project

beforeAll(async () => {
  project = await loadProject([FIXTURE_PROJECT], {})
})

const name = fc.constantFrom('stg_calls', 'int_waits', 'fct_waits', 'queues', 'mrt_waits')
const criterion = fc
  .tuple(fc.constantFrom('', '+', '1+', '2+', '@'), name, fc.constantFrom('', '+', '+1'))
  .map(([before, model, behind]) => (before === '@' ? `@${model}` : `${before}${model}${behind}`))

/** The selected models, none where nothing matches. */
function selected(selector: string): Set<string> {
  try {
    return new Set(selectNodes(project.manifest, [selector]))
  } catch {
    return new Set()
  }
}

describe('the selection grammar', () => {
  it('unites by space, whatever the criteria', () => {
    fc.assert(
      fc.property(criterion, criterion, (left, right) => {
        expect(selected(`${left} ${right}`)).toEqual(new Set([...selected(left), ...selected(right)]))
      }),
    )
  })

  it('selects at most as much with a comma as with either side', () => {
    fc.assert(
      fc.property(criterion, criterion, (left, right) => {
        const both = selected(`${left},${right}`)
        expect([...both].every((node) => selected(left).has(node) && selected(right).has(node))).toBe(true)
      }),
    )
  })

  it('grows with the number of steps', () => {
    fc.assert(
      fc.property(name, fc.nat(3), (model, steps) => {
        const fewer = selected(`${steps}+${model}`)
        const more = selected(`${steps + 1}+${model}`)
        expect([...fewer].every((node) => more.has(node))).toBe(true)
        expect([...more].every((node) => selected(`+${model}`).has(node))).toBe(true)
      }),
    )
  })

  it('keeps parents before children', () => {
    fc.assert(
      fc.property(criterion, (selector) => {
        const names = selectNodes(project.manifest, [selector])
        for (const [index, node] of names.entries()) {
          const parents = project.manifest.nodes.get(node)?.refs ?? []
          expect(names.slice(index).some((later) => parents.includes(later))).toBe(false)
        }
      }),
    )
  })
})
