// Checks the bundled project and reads its files once, for every later start.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundledProject, builtTextsPath, parseYamlText, textDigest } from '../dist/config/index.js'
import { loadProject, parseMacroFile, parseTemplate, plainTree } from '../dist/transform/index.js'

const sql = bundledProject()
await loadProject([sql], {})
write('yaml', ['.'], '.yml', parseYamlText)
write('templates', ['models', 'reports', 'tests', 'macros'], '.sql', (text, name) =>
  plainTree(/^(macros|tests\/generic)\//.test(name) ? parseMacroFile(text, name) : parseTemplate(text, name)),
)

function write(kind, folders, ending, read) {
  const names = folders.flatMap((folder) =>
    readdirSync(join(sql, folder), { recursive: true }).map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  )
  const texts = names
    .filter((name) => name.endsWith(ending) && !name.startsWith('macros/dbt/'))
    .map((name) => [name, readFileSync(join(sql, name), 'utf8')])
  const built = Object.fromEntries(texts.map(([name, text]) => [textDigest(text), read(text, name)]))
  writeFileSync(builtTextsPath(kind), JSON.stringify(built))
}
