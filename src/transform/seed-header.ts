import { readFile } from 'node:fs/promises'
import { didYouMean } from '../config/index.js'
import type { SeedNode } from './manifest.js'
import { parseCsv } from './project/parse-csv.js'
import { projectError } from './template/syntax-tree.js'

export interface SeedColumn {
  readonly name: string
  readonly type: string
}

/**
 * The columns of a seed, from its first line and its column_types.
 *
 * @throws CxkpiError CXK4001 where a column has no type or a type no column
 */
export async function readSeedHeader(node: SeedNode): Promise<SeedColumn[]> {
  const text = (await readFile(node.file, 'utf8')).replace(/^\uFEFF/, '')
  const names = parseCsv(text.split('\n', 1)[0] ?? '')[0] ?? []
  const types = node.config.column_types
  const stray = Object.keys(types).find((name) => !names.includes(name))
  if (stray !== undefined) {
    throw projectError(node.path, 1, `column_types names '${stray}', which is no column`, didYouMean(stray, names))
  }
  return names.map((name) => {
    const type = types[name]
    if (type !== undefined) return { name, type }
    throw projectError(
      node.path,
      1,
      `the column '${name}' has no type`,
      'name it under +column_types in dbt_project.yml',
    )
  })
}
