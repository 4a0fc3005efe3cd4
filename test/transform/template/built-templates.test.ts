import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundledProject } from '../../../src/config/index.js'
import { BUILTIN_TESTS } from '../../../src/transform/project/builtin-tests.js'
import { parseMacroFile } from '../../../src/transform/template/macros.js'
import { builtTemplate, parseTemplate, plainTree } from '../../../src/transform/template/syntax-tree.js'

describe('the generic tests of dbt', () => {
  it('were parsed when cxkpi was built', () => {
    const tree = plainTree(parseMacroFile(BUILTIN_TESTS, 'dbt'))
    expect(builtTemplate(BUILTIN_TESTS)).toEqual(JSON.parse(JSON.stringify(tree)))
  })
})

describe('the tree of a bundled template', () => {
  const path = 'models/marts/mrt_daily_queue_kpis.sql'
  const source = readFileSync(join(bundledProject(), path), 'utf8')

  it('is the one that its text has, as it was parsed when cxkpi was built', () => {
    expect(builtTemplate(source)).toMatchObject(JSON.parse(JSON.stringify(plainTree(parseTemplate(source, path)))))
  })

  it('is not known of a text that has changed since: that is parsed and checked anew', () => {
    expect(builtTemplate(`${source} `)).toBeUndefined()
  })
})
