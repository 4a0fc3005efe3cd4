import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contentOf } from './landed-parts.js'
import { conversation, Workspace } from './workspace.js'

const python = join(import.meta.dirname, '../../.venv/bin/python')
const hasArrow = existsSync(python) && canImport('pyarrow')

function canImport(name: string): boolean {
  try {
    execFileSync(python, ['-c', `import ${name}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Writes records as pyarrow does; instants become timestamps, names what `rename` makes of them. */
const SCRIPT = `
import json, re, sys
from datetime import datetime
import pyarrow as pa, pyarrow.parquet as pq
source, target, rename, options = sys.argv[1:]
def name(key): return re.sub('([A-Z])', r'_\\1', key).lower() if rename == 'snake' else key
def convert(value):
    if isinstance(value, dict): return {name(key): convert(inner) for key, inner in value.items() if key != 'attributes'}
    if isinstance(value, list): return [convert(inner) for inner in value]
    if isinstance(value, str) and re.fullmatch(r'\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z', value) and rename != 'text':
        return datetime.fromisoformat(value.replace('Z', '+00:00'))
    return value
pq.write_table(pa.Table.from_pylist(convert(json.load(open(source)))), target, **json.loads(options))
`

const TABLES = ['conversations', 'participants', 'sessions', 'segments', 'metrics']

const isSkipped = !hasArrow && process.env['CI'] === undefined
if (isSkipped) process.stderr.write('skipped: there is no pyarrow in .venv; .ci/install-dbt installs it\n')

describe.skipIf(isSkipped)('nested Parquet that pyarrow wrote', () => {
  it.each([
    ['with its defaults', 'camel', {}],
    ['with instants of 96 bits, as Spark does', 'camel', { use_deprecated_int96_timestamps: true }],
    ['with instants in milliseconds', 'camel', { coerce_timestamps: 'ms', version: '1.0' }],
    ['with lists of items, as pandas has done', 'camel', { use_compliant_nested_type: false }],
    ['with instants as text', 'text', {}],
    ['with names in snake case', 'snake', {}],
  ])('%s says the same as the JSON it was made of', async (_, rename, options) => {
    const records = [conversation('c1'), conversation('c2', { conversationEnd: null, participants: [] })]
    const json = await Workspace.create()
    const parquet = await Workspace.create()
    const source = json.write('records.json', JSON.stringify(records))
    await json.load()
    execFileSync(python, ['-c', SCRIPT, source, join(parquet.folder, 'a.parquet'), rename, JSON.stringify(options)])
    expect((await parquet.load()).totals).toMatchObject({ refused: 0, rejects: 0, records: 2 })
    for (const table of TABLES) {
      const query = await contentOf(json, table)
      expect(await parquet.rows(query), table).toEqual(await json.rows(query))
    }
  })
})
