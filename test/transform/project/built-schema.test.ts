import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundledProject, parseYamlText } from '../../../src/config/index.js'
import { builtSchemaFile } from '../../../src/transform/project/load-schema.js'
import { schemaFileSchema } from '../../../src/transform/project/schema-yaml.js'

const TEXTS = ['models', 'reports'].flatMap((folder) => {
  const names = readdirSync(join(bundledProject(), folder), { recursive: true, encoding: 'utf8' })
  const files = names.filter((name) => name.endsWith('.yml'))
  return files.map((name) => readFileSync(join(bundledProject(), folder, name), 'utf8'))
})

describe('what the bundled YAML files declare', () => {
  it('is what their texts say, read and checked when cxkpi was built', () => {
    expect(TEXTS.length).toBeGreaterThan(50)
    for (const text of TEXTS) {
      const { value, place } = parseYamlText(text)
      expect(builtSchemaFile(text)).toEqual({ value: schemaFileSchema.parse(value), place })
    }
  })

  it('is not known of a text that has changed since: that is read and checked anew', () => {
    expect(builtSchemaFile(`${TEXTS[0]} `)).toBeUndefined()
  })
})
