// Writes oclif.manifest.json, so that no command is imported just to print the help. Part of `npm run build`.
import { existsSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Plugin, settings } from '@oclif/core'

settings.enableAutoTranspile = false
const root = fileURLToPath(new URL('..', import.meta.url))

// What was compiled from a source that is gone would still be a command.
for (const name of await readdir(join(root, 'dist'), { recursive: true })) {
  const isOrphan = name.endsWith('.js') && !existsSync(join(root, 'src', name.replace(/\.js$/, '.ts')))
  if (isOrphan) await rm(join(root, 'dist', name))
}

const plugin = new Plugin({ root, type: 'core', ignoreManifest: true, errorOnManifestCreate: true })
await plugin.load()
const path = join(root, 'oclif.manifest.json')
const text = `${JSON.stringify(plugin.manifest, null, 2)}\n`
if (!existsSync(path) || (await readFile(path, 'utf8')) !== text) await writeFile(path, text)
