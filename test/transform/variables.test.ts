import { describe, expect, it } from 'vitest'
import { checkVariables } from '../../src/transform/variables.js'

describe('checkVariables', () => {
  it('lets numbers, booleans, names, dates, zones and lists of targets pass', () => {
    const vars = {
      report_timezone: 'America/New_York',
      days: 7,
      since: '2026-03-01',
      include: true,
      targets: [{ queue: 'Größe & Co', channel: 'voice', seconds: 20 }],
    }
    expect(checkVariables(vars)).toEqual(vars)
  })

  it.each([
    ["x'; drop table y", 'a quote'],
    ['a -- b', 'a comment'],
    ['a;b', 'a semicolon'],
    ['a\\', 'a backslash'],
  ])('refuses %s: %s could leave the text it stands in', (value) => {
    expect(() => checkVariables({ name: value })).toThrow("the variable 'name' may not be")
  })

  it('refuses quotes deep inside lists', () => {
    expect(() => checkVariables({ targets: [{ queue: "o'neill" }] })).toThrow("the variable 'targets'")
  })

  it('refuses a zone that is not on the IANA list, offsets too', () => {
    expect(() => checkVariables({ report_timezone: 'Mars/Olympus' })).toThrow(
      "the variable 'report_timezone' is no time zone: 'Mars/Olympus'",
    )
    expect(() => checkVariables({ report_timezone: '+02:00' })).toThrow('no time zone')
  })
})
