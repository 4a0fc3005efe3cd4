import { execa } from 'execa'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** What leaves as Arrow or Parquet is read by Arrow's own Python library with the same values and types. */
const root = new URL('../..', import.meta.url).pathname
const python = join(root, '.venv/bin/python')
const isInstalled = existsSync(python)

const READ = `
import json, sys, pyarrow, pyarrow.ipc, pyarrow.parquet
path = sys.argv[1]
table = pyarrow.parquet.read_table(path) if path.endswith('.parquet') else pyarrow.ipc.open_stream(path).read_all()
print(json.dumps({'types': {f.name: str(f.type) for f in table.schema}, 'rows': table.to_pylist()}, default=str))
`

interface Answer {
  readonly types: Record<string, string>
  readonly rows: Record<string, unknown>[]
}

describe.skipIf(!isInstalled && process.env['CI'] === undefined)('what pyarrow reads', () => {
  const work = mkdtempSync(join(tmpdir(), 'cxkpi-readers-'))
  const cxkpi = (...args: string[]) =>
    execa('node', [join(root, 'bin/run.js'), ...args, '--db', join(work, 'e.duckdb')], { cwd: work })

  beforeAll(() => cxkpi('load', join(root, 'samples/genesys')))

  afterAll(() => {
    rmSync(work, { recursive: true, force: true })
  })

  it.each(['arrow', 'parquet'])('of the queue report as %s is what the JSON says, with types kept', async (format) => {
    const file = join(work, `report.${format}`)
    await cxkpi('report', 'queue-daily', `--${format}`, '-o', file)
    const { types, rows } = JSON.parse((await execa(python, ['-c', READ, file])).stdout) as Answer
    const json = JSON.parse((await cxkpi('report', 'queue-daily', '--json')).stdout) as Answer
    expect(rows).toEqual(json.rows)
    expect(types).toMatchObject({
      interaction_date: expect.stringMatching(/^date32/) as string,
      queue_name: 'string',
      offered_count: 'int64',
      service_level_rate: 'double',
      is_final: 'bool',
    })
  })
})
