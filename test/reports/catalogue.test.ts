import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bundledProject } from '../../src/config/index.js'
import { findReport, listReports, referring } from '../../src/reports/index.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cxkpi-reports-'))
  mkdirSync(join(folder, 'reports'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const write = (name: string, meta: string) => {
  writeFileSync(join(folder, 'reports', `${name}.sql`), "select 1 as x from {{ ref('dim_queues') }}")
  const yaml = `analyses:\n  - name: ${name}\n    description: Mine.\n    config:\n      meta: ${meta}\n`
  writeFileSync(join(folder, 'reports', `${name}.yml`), yaml)
}
const META = '{title: T, model: m, date: d, order: [d], shown: [d]}'

describe('the catalogue', () => {
  it('lists the bundled reports', () => {
    expect(listReports([bundledProject()]).map(({ name }) => name)).toEqual([
      'agent-scorecard',
      'conversations-daily',
      'queue-daily',
      'reconciliation',
    ])
  })

  it("takes the user's own reports too, and theirs of the same name instead of ours", () => {
    write('mine', META)
    write('queue-daily', META)
    const reports = listReports([bundledProject(), folder])
    expect(reports.map(({ name, summary }) => [name, summary])).toEqual([
      ['agent-scorecard', expect.stringContaining('What each agent')],
      ['conversations-daily', expect.stringContaining('How many conversations')],
      ['mine', 'Mine.'],
      ['queue-daily', 'Mine.'],
      ['reconciliation', expect.stringContaining('the platform itself reports')],
    ])
  })

  it('names the closest for an unknown one', () => {
    expect(() => findReport([bundledProject()], 'queue-dayly')).toThrow("there is no report 'queue-dayly'")
    expect(() => findReport([bundledProject()], 'queue-dayly')).toThrow(
      expect.objectContaining({ exitCode: 4, suggestions: ['closest: queue-daily'] }),
    )
  })

  it.each([
    ['{titel: T}', "faulty.yml:5: unknown key 'titel' in analyses.0.config.meta, did you mean 'title'?"],
    ['{title: T, model: m, order: [d]}', 'faulty.yml:5: analyses.0.config.meta must have a shown'],
    ['{title: T, model: m, date: d, order: 5, shown: [d]}', 'analyses.0.config.meta.order must be a text'],
    ['[', 'faulty.yml'],
  ])('refuses the entry %s', (meta, message) => {
    write('faulty', meta)
    expect(() => findReport([folder], 'faulty')).toThrow(message)
  })
})

describe('referring', () => {
  it("replaces every {{ ref('model') }}", () => {
    const sql = `select * from {{ ref('a') }} join {{ref("b")}} using (x)`
    expect(referring(sql, 'r', (model) => `<${model}>`)).toBe('select * from <a> join <b> using (x)')
  })

  it('refuses any other template', () => {
    expect(() => referring("select {{ var('x') }}", 'r', String)).toThrow('the report r uses a template other than')
  })
})
