import { describe, expect, it } from 'vitest'
import { bundledProject } from '../../src/config/index.js'
import { isWithheld, plainAddress } from '../../src/ingest/plain-address.js'
import { compileQuery, loadProject } from '../../src/transform/index.js'
import { withWarehouse } from '../../src/warehouse/index.js'

const ADDRESSES: readonly (readonly [written: string, plain: string | null])[] = [
  ['tel:+15550001', '+15550001'],
  ['+15550001', '+15550001'],
  ['sip:+15550001@10.0.0.1:5060;user=phone', '+15550001'],
  ['whatsapp:+15550001', '+15550001'],
  ['SIP:Ada@Example.com', 'ada@example.com'],
  ['mailto:Ada@Example.com', 'ada@example.com'],
  ['12345@example.com', '12345@example.com'],
  ['messenger:1234', 'messenger:1234'],
  [' 5555558888 ', '5555558888'],
  ['tel:anonymous', null],
  ['sip:anonymous@anonymous.invalid', null],
  ['Restricted', null],
  ['+266696687', null],
  ['***', null],
]

describe('an address of a customer', () => {
  const opening = loadProject([bundledProject()], {})

  it.each(ADDRESSES)('%j is written as %j where it is hashed', async (written, plain) => {
    const words = new Set((await opening).vars['withheld_addresses'] as string[])
    const address = plainAddress(written)
    expect(isWithheld(address, words) ? null : address).toBe(plain)
  })

  it('is written in the same way by the models', async () => {
    const project = await opening
    await withWarehouse(':memory:', { access: 'write' }, async (warehouse) => {
      await warehouse.run(
        `create table int_cxone__chained_contacts as
        select '' as org_id, item ->> '$[0]' as conversation_id, 1 as position, false as is_outbound,
            item ->> '$[0]' as from_address, 1 as conversation_load_id
        from (select unnest(json_extract($addresses::json, '$[*]')) as item)`,
        { addresses: JSON.stringify(ADDRESSES) },
      )
      const rows = await warehouse.rows(compileQuery(project, 'int_cxone__customers'))
      const found = new Map(rows.map((row) => [row['conversation_id'], row['customer_key']]))
      for (const [written, plain] of ADDRESSES) expect(found.get(written), written).toBe(plain)
    })
  })
})
