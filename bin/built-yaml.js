// Reads the YAML files below sql/ once, for every later start.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundledProject, builtYamlPath, parseYamlText, yamlDigest } from '../dist/config/index.js'

const names = readdirSync(bundledProject(), { recursive: true }).filter((name) => name.endsWith('.yml'))
const texts = names.map((name) => readFileSync(join(bundledProject(), name), 'utf8'))
const built = Object.fromEntries(texts.map((text) => [yamlDigest(text), parseYamlText(text)]))
writeFileSync(builtYamlPath(), JSON.stringify(built))
