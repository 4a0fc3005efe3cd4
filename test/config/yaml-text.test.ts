import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  builtTextsPath,
  bundledProject,
  lineOf,
  parseYamlText,
  readYamlText,
  textDigest,
} from '../../src/config/index.js'

const TEXT = `version: 2
models:
  - name: mrt_daily_queue_kpis
    columns:
      - name: queue_id
        data_tests:
          - not_null
      - { name: channel }
`

describe('a YAML text', () => {
  it.each([
    [['models', 0, 'columns', 0, 'data_tests', 0], 7],
    [['models', 0, 'columns', 1, 'name'], 8],
    [['models', 0, 'columns'], 4],
    [['models', 0, 'descriptoin'], 3],
    [[], 1],
  ])('says that %j stands on line %i', (path, line) => {
    expect(lineOf(parseYamlText(TEXT).place, path)).toBe(line)
  })

  it('that is broken has a line and a reason, and no value', () => {
    expect(parseYamlText('version: 2\nmodels: [')).toMatchObject({ value: undefined, broken: [{ line: 2 }] })
  })

  it('that came with cxkpi says what it said when cxkpi was built', () => {
    const text = readFileSync(join(bundledProject(), 'dbt_project.yml'), 'utf8')
    const built = JSON.parse(readFileSync(builtTextsPath('yaml'), 'utf8')) as Record<string, unknown>
    expect(built[textDigest(text)]).toEqual(parseYamlText(text))
    expect(readYamlText(text)).toEqual(parseYamlText(text))
  })
})
