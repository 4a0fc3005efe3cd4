import type { FixtureRow, Json, UnitTestNode } from '../manifest.js'
import { projectError } from '../template/syntax-tree.js'
import { parseCsv } from './parse-csv.js'
import type { UnitTestYaml } from './schema-yaml.js'

const REF = /^\s*ref\(\s*(?:'[^']*'\s*,\s*)?['"]([^'"]+)['"]\s*\)\s*$/
const SOURCE = /^\s*source\(\s*['"]([^'"]+)['"]\s*,\s*['"]([^'"]+)['"]\s*\)\s*$/

/**
 * Reads a dbt unit test.
 *
 * @returns undefined where it is disabled
 * @throws CxkpiError CXK4001 with file and line
 */
export function readUnitTest(yaml: UnitTestYaml, path: string, line: number): UnitTestNode | undefined {
  if (yaml.config?.enabled === false) return undefined
  const given = (yaml.given ?? []).map(({ input, format, rows }) => ({
    input: inputName(input, yaml, path, line),
    ...(format === 'sql' ? { rows: [], sql: toQuery(rows, path, line) } : { rows: toRows(rows, path, line) }),
  }))
  return {
    kind: 'unit_test',
    name: yaml.name,
    path,
    line,
    description: yaml.description ?? '',
    tags: yaml.config?.tags ?? [],
    meta: yaml.config?.meta ?? {},
    model: yaml.model,
    refs: [yaml.model],
    sources: [],
    given,
    expected: toRows(yaml.expect.rows, path, line),
    overrides: { macros: yaml.overrides?.macros ?? {}, vars: yaml.overrides?.vars ?? {} },
  }
}

/** A model's name, '<source>.<table>', or 'this'. */
function inputName(input: string, yaml: UnitTestYaml, path: string, line: number): string {
  if (input.trim() === 'this') return 'this'
  const ref = REF.exec(input)
  if (ref !== null) return ref[1]!
  const source = SOURCE.exec(input)
  if (source !== null) return `${source[1]}.${source[2]}`
  throw projectError(
    path,
    line,
    `unit test ${yaml.name}: input '${input}' is neither ref('…'), source('…', '…') nor this`,
  )
}

function toQuery(rows: unknown, path: string, line: number): string {
  if (typeof rows === 'string') return rows
  throw projectError(path, line, 'rows of the format sql are the text of a query')
}

function toRows(
  rows: string | readonly Record<string, Json>[] | null | undefined,
  path: string,
  line: number,
): FixtureRow[] {
  if (rows === null || rows === undefined) return []
  if (typeof rows !== 'string') return [...rows]
  const [header, ...records] = parseCsv(rows)
  return records.map((cells) => {
    if (cells.length !== header!.length) {
      throw projectError(
        path,
        line,
        `a row of ${cells.length} values under ${header!.length} columns: ${cells.join(',')}`,
      )
    }
    return Object.fromEntries(header!.map((name, index) => [name, cells[index] === '' ? null : cells[index]!]))
  })
}
