import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { platforms } from '../../src/platforms/index.js'

const NAMES = platforms.map(({ name }) => name)
/** Names that are no common words, and those of their makers and products. */
const WORDS = /genesys|cxone|incontact|twilio|taskrouter|(?<![a-z])flex(?![a-z])/i
/** Any of the names where it is a value or the beginning of one. */
const VALUES = new RegExp(`['"](?:${NAMES.join('|')})(?:['"]|__|_[a-z])`)

/** Files below a folder that are no platform's: neither their folder nor they themselves are called like one. */
function filesOfNobody(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.split('/').some((part) => NAMES.includes(basename(part, ending))))
    .filter((path) => !NAMES.some((name) => basename(path).startsWith(`int_${name}__`)))
}

const naming = (paths: readonly string[]) =>
  paths.filter((path) => {
    const text = readFileSync(path, 'utf8')
    return WORDS.test(text) || VALUES.test(text)
  })

describe('a platform is one folder, whose name nothing else knows', () => {
  it('in the sources, but for the lists of all platforms in their own folder', () => {
    expect(naming(filesOfNobody('src', '.ts')).sort()).toEqual([
      'src/platforms/exporters.ts',
      'src/platforms/index.ts',
      'src/platforms/settings.ts',
    ])
  })

  it('in the SQL, whose conforming models loop over the list in dbt_project.yml', () => {
    expect(naming(filesOfNobody('sql', '.sql'))).toEqual([])
  })
})
