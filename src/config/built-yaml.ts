import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from './package-root.js'
import { parseYamlText, type YamlText } from './yaml-text.js'

/** What `npm run build` makes of the YAML files below sql/, by the digest of their text: reading them costs more than many a build. */
export function builtYamlPath(): string {
  return join(packageRoot(), 'dist', 'yaml.json')
}

export function yamlDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

let built: Readonly<Record<string, YamlText>> | undefined

/** What a YAML text says; what stood below sql/ when cxkpi was built was read then. */
export function readYamlText(text: string): YamlText {
  built ??= existsSync(builtYamlPath())
    ? (JSON.parse(readFileSync(builtYamlPath(), 'utf8')) as Readonly<Record<string, YamlText>>)
    : {}
  return built[yamlDigest(text)] ?? parseYamlText(text)
}
