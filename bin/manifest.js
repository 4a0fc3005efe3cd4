// Writes oclif.manifest.json, so that no command is imported just to print the help.
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Plugin, settings } from '@oclif/core'

settings.enableAutoTranspile = false
const root = fileURLToPath(new URL('..', import.meta.url))

const plugin = new Plugin({ root, type: 'core', ignoreManifest: true, errorOnManifestCreate: true })
await plugin.load()
const path = join(root, 'oclif.manifest.json')
const text = `${JSON.stringify(plugin.manifest, null, 2)}\n`
if (!existsSync(path) || (await readFile(path, 'utf8')) !== text) await writeFile(path, text)
