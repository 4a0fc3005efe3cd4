import type { CxkpiError } from '../../errors.js'
import { builtTexts, lineOf, type Place } from '../../config/index.js'
import { projectError } from '../template/syntax-tree.js'
import { findFiles, readAll } from './project-files.js'
import { readYaml, type YamlFile } from './read-yaml.js'
import {
  schemaFileSchema,
  type ModelYaml,
  type SchemaFile,
  type SingularTestYaml,
  type SourceYaml,
  type UnitTestYaml,
} from './schema-yaml.js'

/** An entry of a YAML file, and where it stands. */
export interface Entry<T> {
  readonly yaml: T
  readonly path: string
  readonly kind: keyof SchemaFile
  /** The line of something below the entry, from 1. */
  readonly lineOf: (at: readonly PropertyKey[]) => number
}

/** What a YAML file declares and where, read and checked when cxkpi was built. */
interface BuiltSchemaFile {
  readonly value: SchemaFile
  readonly place: Place
}

export const builtSchemaFile = builtTexts<BuiltSchemaFile>('schema')

/** What all YAML files together declare, by name. */
export interface Schema {
  /** Models, seeds and analyses. */
  readonly models: ReadonlyMap<string, Entry<ModelYaml>>
  readonly sources: ReadonlyMap<string, Entry<SourceYaml>>
  readonly unitTests: ReadonlyMap<string, Entry<UnitTestYaml>>
  readonly singularTests: ReadonlyMap<string, Entry<SingularTestYaml>>
}

/** Reads every YAML file below the given folders; a later project folder's entry replaces an earlier one's of the same name. */
export async function loadSchema(
  folders: readonly string[],
  roots: readonly string[],
  problems: CxkpiError[],
): Promise<Schema> {
  const files = [...(await findFiles(folders, roots, '.yml')), ...(await findFiles(folders, roots, '.yaml'))].sort(
    (left, right) => left.layer - right.layer,
  )
  const texts = readAll(files)
  const schema = {
    models: new Map<string, Entry<ModelYaml>>(),
    sources: new Map<string, Entry<SourceYaml>>(),
    unitTests: new Map<string, Entry<UnitTestYaml>>(),
    singularTests: new Map<string, Entry<SingularTestYaml>>(),
  }
  const layers = new Map<string, number>()
  files.forEach((file, index) => {
    const yaml = readSchemaFile(texts[index]!, file.path)
    problems.push(...yaml.problems)
    if (yaml.value === undefined) return
    const add = <T extends { name: string }>(
      into: Map<string, Entry<T>>,
      kind: keyof SchemaFile,
      group: string,
    ): void => {
      for (const entry of entriesOf<T>(yaml, kind)) {
        const key = `${group} ${entry.yaml.name}`
        if (layers.get(key) === file.layer) {
          const other = into.get(entry.yaml.name)?.path ?? ''
          problems.push(projectError(file.path, entry.lineOf([]), `'${entry.yaml.name}' has another entry in ${other}`))
        }
        layers.set(key, file.layer)
        into.set(entry.yaml.name, entry)
      }
    }
    add(schema.models, 'models', 'model')
    add(schema.models, 'seeds', 'model')
    add(schema.models, 'analyses', 'model')
    add(schema.sources, 'sources', 'source')
    add(schema.unitTests, 'unit_tests', 'unit test')
    add(schema.singularTests, 'data_tests', 'data test')
  })
  return schema
}

function readSchemaFile(text: string, path: string): YamlFile<SchemaFile> {
  const built = builtSchemaFile(text)
  if (built === undefined) return readYaml(text, path, schemaFileSchema)
  return { path, value: built.value, problems: [], lineOf: (at) => lineOf(built.place, at) }
}

function entriesOf<T>({ value, path, lineOf }: YamlFile<SchemaFile>, kind: keyof SchemaFile): Entry<T>[] {
  return ((value?.[kind] ?? []) as T[]).map((yaml, index) => ({
    yaml,
    path,
    kind,
    lineOf: (at) => lineOf([kind, index, ...at]),
  }))
}
