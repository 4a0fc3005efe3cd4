import { describe, expect, it } from 'vitest'
import { namedFields } from '../../src/ingest/named-fields.js'

const shape = {
  id: 'VARCHAR',
  name: 'VARCHAR',
  'end time': 'VARCHAR',
  legs: [{ agent: 'VARCHAR', parts: [{ start: 'VARCHAR', end: 'VARCHAR' }] }],
} as const

describe('the fields that a statement names', () => {
  it('are kept with the lists and objects that they lie in', () => {
    expect(
      namedFields(shape, 'select id, leg."agent" from (select id, unnest(legs) as leg from landing_records)'),
    ).toEqual({ id: 'VARCHAR', legs: [{ agent: 'VARCHAR' }] })
  })

  it('are whole words, whatever they are made of', () => {
    expect(namedFields(shape, 'select identity, file_name, "end time" from landing_records')).toEqual({
      'end time': 'VARCHAR',
    })
  })

  it('do not count in comments', () => {
    expect(namedFields(shape, '-- legs and their parts\nselect id from landing_records')).toEqual({ id: 'VARCHAR' })
  })

  it('leave a list a field, so that it stays a list', () => {
    expect(namedFields(shape, 'select legs is null from landing_records')).toEqual({ legs: [{ agent: 'VARCHAR' }] })
  })

  it('are all of them where a statement asks for all', () => {
    expect(namedFields(shape, 'select * from landing_records')).toEqual(shape)
  })
})
