import { describe, expect, it } from 'vitest'
import { withCtes } from '../../src/transform/with-ctes.js'

const ctes = new Map([['e', 'select 1 as a']])

describe('withCtes', () => {
  it('puts them before those the query has', () => {
    expect(withCtes('with x as (select 2)\nselect * from x', ctes)).toBe(
      'with e as (\nselect 1 as a\n),\nx as (select 2)\nselect * from x',
    )
  })

  it('gives a query without any its first, behind the leading comments', () => {
    expect(withCtes('-- why\n/* with */ select 2', ctes)).toBe(
      '-- why\n/* with */ with e as (\nselect 1 as a\n)\nselect 2',
    )
  })

  it('keeps a query recursive', () => {
    expect(withCtes('with recursive x as (select 2) select * from x', ctes)).toMatch(/^with recursive e as/)
  })
})
