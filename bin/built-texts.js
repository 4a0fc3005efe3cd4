// Checks the bundled project and reads its files once, for every later start.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundledProject, builtTextsPath, parseYamlText, textDigest } from '../dist/config/index.js'
import {
  BUILTIN_TESTS,
  loadProject,
  parseMacroFile,
  parseTemplate,
  plainTree,
  schemaFileSchema,
} from '../dist/transform/index.js'

const sql = bundledProject()
const { manifest } = await loadProject([sql], {})
write('yaml', textsBelow(['.'], '/dbt_project.yml'), parseYamlText)
write('schema', textsBelow(['models', 'reports'], '.yml'), (text) => {
  const { value, place } = parseYamlText(text)
  return { value: schemaFileSchema.parse(value), place }
})
const templates = textsBelow(['models', 'reports', 'tests', 'macros'], '.sql')
const traces = new Map([...manifest.nodes.values()].map((node) => [node.path, node.traces]))
write('templates', [...templates, ['macros/builtin', BUILTIN_TESTS]], (text, name) => ({
  ...plainTree(/^(macros|tests\/generic)\//.test(name) ? parseMacroFile(text, name) : parseTemplate(text, name)),
  traces: traces.get(name),
}))

function textsBelow(folders, ending) {
  return folders
    .flatMap((folder) =>
      readdirSync(join(sql, folder), { recursive: true }).map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
    )
    .filter((name) => name.endsWith(ending) && !name.startsWith('macros/dbt/'))
    .map((name) => [name, readFileSync(join(sql, name), 'utf8')])
}

function write(kind, texts, read) {
  const built = Object.fromEntries(texts.map(([name, text]) => [textDigest(text), read(text, name)]))
  writeFileSync(builtTextsPath(kind), JSON.stringify(built))
}
