import { describe, expect, it } from 'vitest'
import { touchedCte } from '../../src/transform/touched-cte.js'

const SQL = `with calls as (select 1 as id),
touched as (
    -- of a call :)
    select id, ')' as "(" from (select * from calls) /* ) */ where id in (1, 2)
),
final as (select * from calls where id in (select id from touched))
select * from final`

describe('the expression touched', () => {
  it('is a query of its own, with what stands above it', () => {
    expect(touchedCte(SQL)?.query).toBe(`${SQL.slice(0, SQL.indexOf(',\nfinal'))}\nselect * from touched`)
  })

  it('gives way to a table of its rows', () => {
    expect(touchedCte(SQL)?.withRowsOf('"stored"')).toBe(`with calls as (select 1 as id),
touched as (select * from "stored"),
final as (select * from calls where id in (select id from touched))
select * from final`)
  })

  it('is missing where nothing has its name, or where it does not end', () => {
    expect(touchedCte('with final as (select 1) select * from final')).toBeUndefined()
    expect(touchedCte("with touched as (select ')'")).toBeUndefined()
  })
})
