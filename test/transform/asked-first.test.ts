import { describe, expect, it } from 'vitest'
import { askFirst } from '../../src/transform/asked-first.js'
import { Warehouse } from '../../src/warehouse/index.js'

const LOADS = '(/* asked first */ select max(load_id) from loads)'
const FILES = `(/* asked first */ select min(file_id) from files where load_id > ${LOADS} -- :)\n)`

async function asked(statement: string, { known, withCtes }: { known?: Map<string, string>; withCtes?: string } = {}) {
  const warehouse = await Warehouse.open(':memory:', { access: 'write' })
  try {
    await warehouse.run(`create table loads as select 7 as load_id;
      create table files as select file_id, file_id as load_id from range(20) as t (file_id)`)
    return await askFirst(warehouse, statement, known, withCtes)
  } finally {
    warehouse.close()
  }
}

describe('a subquery that is asked first', () => {
  it('gives way to its number, wherever it stands', async () => {
    const { sql, numbers } = await asked(`from a where x > ${LOADS} union from b where y > ${LOADS}`)
    expect(sql).toBe('from a where x > 7 union from b where y > 7')
    expect(numbers.get(LOADS)).toBe('7')
  })

  it('may have another one in it', async () => {
    const { sql } = await asked(`from a where x > ${LOADS} and file_id >= ${FILES}`)
    expect(sql).toBe('from a where x > 7 and file_id >= 8')
  })

  it('is nothing where there are no rows', async () => {
    const { sql } = await asked('from a where x > (/* asked first */ select max(load_id) from loads where false)')
    expect(sql).toBe('from a where x > null')
  })

  it('is not asked again, and may read what was made since', async () => {
    const more = '(/* asked first */ select count(*) from touched)'
    const { sql } = await asked(`from a where x > ${LOADS} and ${more} > 0`, {
      known: new Map([[LOADS, '3']]),
      withCtes: 'with touched as (from range(5))',
    })
    expect(sql).toBe('from a where x > 3 and 5 > 0')
  })

  it('leaves other statements as they are', async () => {
    const { sql, numbers } = await asked('from a where x > (select 1)')
    expect(sql).toBe('from a where x > (select 1)')
    expect(numbers.size).toBe(0)
  })
})
