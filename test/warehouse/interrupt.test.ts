import { describe, expect, it } from 'vitest'
import { Warehouse } from '../../src/warehouse/index.js'

const endless = 'select count(*) from range(100000000000) as a(x) where x % 7 = 3'

describe('an interrupted warehouse', () => {
  it.each([0, 1, 50])('stops a query that was begun %i ms before', async (milliseconds) => {
    const controller = new AbortController()
    const warehouse = await Warehouse.open(':memory:', { access: 'write', signal: controller.signal })
    const query = warehouse.rows(endless)
    setTimeout(() => controller.abort(), milliseconds)
    await expect(query).rejects.toMatchObject({ code: 'CXK9130' })
    warehouse.close()
  })

  it('begins no further statement', async () => {
    const controller = new AbortController()
    const warehouse = await Warehouse.open(':memory:', { access: 'write', signal: controller.signal })
    controller.abort()
    await expect(warehouse.rows(endless)).rejects.toThrow('interrupted')
    warehouse.close()
  })
})
