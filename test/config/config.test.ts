import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { configuration as loadConfig } from '../../src/app/configuration.js'
import { projectVars } from '../../src/app/project-vars.js'
import { bundledProject, requireTimeZone } from '../../src/config/index.js'
import { loadProject } from '../../src/transform/index.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cxkpi-config-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const write = (text: string): string => {
  const path = join(folder, 'cxkpi.yml')
  writeFileSync(path, text)
  return path
}

describe('loadConfig', () => {
  it('has a default for everything', async () => {
    expect(await loadConfig({}, {}, folder)).toEqual({
      databasePath: join(folder, 'cxkpi.duckdb'),
      timezone: 'UTC',
      org: '',
      dateBasis: 'leg',
      serviceLevel: { abandons: 'include', shortAbandons: 'include', flowOuts: 'exclude' },
      abandonRate: { shortAbandons: 'include' },
      firstContact: { windowHours: 168 },
      targets: [],
      platformVariables: {},
      pii: 'keep',
      projectFolders: [bundledProject()],
    })
  })

  it('has the defaults that dbt_project.yml has for who runs dbt', async () => {
    const { vars } = await loadProject([bundledProject()], {})
    const decided = projectVars(await loadConfig({}, {}, folder))
    expect(vars).toMatchObject(decided)
    expect(Object.keys(decided)).toContain('first_contact_window_hours')
  })

  it('finds the nearest file above, and its paths start there', async () => {
    const path = write(
      'database: data/cx.duckdb\ntimezone: america/new_york\ntargets:\n  - {queue: q1, channel: voice, seconds: 20}\n',
    )
    const below = join(folder, 'a', 'b')
    mkdirSync(below, { recursive: true })
    mkdirSync(join(folder, 'models'))
    const config = await loadConfig({}, {}, below)
    expect(config.configPath).toBe(path)
    expect(config.databasePath).toBe(join(folder, 'data/cx.duckdb'))
    expect(config.timezone).toBe('America/New_York')
    expect(config.targets).toEqual([{ queueId: 'q1', channel: 'voice', seconds: 20 }])
    expect(config.projectFolders).toEqual([bundledProject(), folder])
  })

  it('lets flags win over the environment, and that over the file', async () => {
    write('database: file.duckdb\norg: file\n')
    expect((await loadConfig({}, { CXKPI_DB: 'env.duckdb' }, folder)).databasePath).toBe(join(folder, 'env.duckdb'))
    const flags = { db: 'flag.duckdb', org: 'flag' }
    const config = await loadConfig(flags, { CXKPI_DB: 'env.duckdb' }, folder)
    expect([config.databasePath, config.org]).toEqual([join(folder, 'flag.duckdb'), 'flag'])
  })

  it('takes the words of a platform as variables of the SQL project, in lower case; the others keep their defaults', async () => {
    write('flex:\n  voicemail_reasons: [VM Left, Mailbox]\n  short_abandon_seconds: 8\n')
    const { platformVariables } = await loadConfig({}, {}, folder)
    expect(platformVariables).toEqual({ flex_voicemail_reasons: ['vm left', 'mailbox'], flex_short_abandon_seconds: 8 })
  })

  it('cannot be changed afterwards', async () => {
    const config = await loadConfig({}, {}, folder)
    expect(Object.isFrozen(config) && Object.isFrozen(config.serviceLevel)).toBe(true)
  })

  it.each([
    ['a: 1\ndatabse: x\n', "cxkpi.yml:2: unknown key 'databse', did you mean 'database'?"],
    [
      'service_level:\n  flow_out: include\n',
      "cxkpi.yml:2: unknown key 'flow_out' in service_level, did you mean 'flow_outs'?",
    ],
    [
      'targets:\n  - queue: q\n    chanel: voice\n    seconds: 5\n',
      "cxkpi.yml:3: unknown key 'chanel' in targets.0, did you mean 'channel'?",
    ],
    ['timezone: UTC\ndate_basis: legs\n', 'cxkpi.yml:2: date_basis must be one of leg, event, conversation'],
    ['threads: 0\n', 'cxkpi.yml:1: threads must be a whole number, 1 or more'],
    ['org: "a\'b"\n', 'cxkpi.yml:1: org must be a text without quotes, backslashes and braces'],
    ['targets:\n  - {queue: q, seconds: 5}\n', 'cxkpi.yml:2: targets.0 must have a channel'],
    ['flex:\n  voicemail_reason: [x]\n', "unknown key 'voicemail_reason' in flex, did you mean 'voicemail_reasons'?"],
    ['flex:\n  offline_activities: []\n', 'cxkpi.yml:2: flex.offline_activities must be a list of at least one'],
    [
      'flex:\n  timeout_reasons: [ttl, "\'); drop table x; --"]\n',
      'cxkpi.yml:2: flex.timeout_reasons.1 must be a text of letters, digits and plain punctuation',
    ],
    ['flex:\n  short_abandon_seconds: -1\n', 'cxkpi.yml:2: flex.short_abandon_seconds must be a number, 0 or more'],
    ['a: [1\nb: 2\n', 'cxkpi.yml:2:'],
    ['timezone: Europe/Berln\n', "timezone: 'Europe/Berln' is not an IANA time zone"],
  ])('says where %j is wrong', async (text, message) => {
    write(text)
    await expect(loadConfig({}, {}, folder)).rejects.toThrow(message)
  })

  it('names every fault at once', async () => {
    write('databse: x\nthreads: many\n')
    await expect(loadConfig({}, {}, folder)).rejects.toThrow(/:1: unknown key 'databse'[^]*|:2: threads/)
  })

  it('refuses a file that is named and not there', async () => {
    await expect(loadConfig({ config: 'no.yml' }, {}, folder)).rejects.toThrow(
      `there is no configuration file at ${join(folder, 'no.yml')}`,
    )
  })
})

describe('requireTimeZone', () => {
  it.each([
    ['europe/berlin', 'Europe/Berlin'],
    ['utc', 'UTC'],
  ])('writes %s as %s', (name, zone) => {
    expect(requireTimeZone(name)).toBe(zone)
  })

  it.each(['+02:00', 'UTC+2', '', "UTC'; drop table x;--"])('refuses %j', (name) => {
    expect(() => requireTimeZone(name)).toThrow('is not an IANA time zone')
  })

  it('names the closest city', () => {
    expect(() => requireTimeZone('new york')).toThrow(
      expect.objectContaining({ detail: { hint: 'closest: America/New_York' } }),
    )
  })
})
