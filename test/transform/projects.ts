import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { loadProject, type BuildResult, type Project } from '../../src/transform/index.js'
import { Warehouse } from '../../src/warehouse/index.js'

/** The little project of the fixtures, which dbt runs with the same results. */
export const FIXTURE_PROJECT = join(import.meta.dirname, 'fixtures', 'project')

const SQL = join(import.meta.dirname, '..', '..', 'sql')

/** Writes a project to a folder of its own; a dbt_project.yml is added where there is none. */
export async function writeProject(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cxkpi-project-'))
  for (const [path, text] of Object.entries({ 'dbt_project.yml': 'name: little\n', ...files })) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}

export async function projectOf(
  files: Readonly<Record<string, string>>,
  vars: Readonly<Record<string, unknown>> = {},
): Promise<Project> {
  return loadProject([await writeProject(files)], vars)
}

/** What a project is refused with, as the user reads it. */
export async function refusalOf(files: Readonly<Record<string, string>>, vars = {}): Promise<string> {
  try {
    await projectOf(files, vars)
  } catch (error) {
    const { message, detail } = error as { message: string; detail: { hint?: string } }
    return detail.hint === undefined ? message : `${message} · ${detail.hint}`
  }
  return 'not refused'
}

/** A database in memory with the meta tables and the one raw table that the fixture project reads. */
export async function openWarehouse(): Promise<Warehouse> {
  const warehouse = await Warehouse.open(':memory:', { access: 'write' })
  await warehouse.run(await readFile(join(SQL, 'landing', 'schema.sql'), 'utf8'))
  await warehouse.run(
    `create table raw.calls (platform varchar, conversation_id varchar, queue_id varchar, started_at varchar,
     wait_ms varchar, load_id integer)`,
  )
  return warehouse
}

/** One line a node, e.g. 'model fct_waits built'. */
export function linesOf({ nodes }: Pick<BuildResult, 'nodes'>): string[] {
  return nodes.map(({ kind, name, status }) => `${kind} ${name} ${status}`)
}

export function statusOf({ nodes }: Pick<BuildResult, 'nodes'>, name: string): string | undefined {
  return nodes.find((node) => node.name === name)?.status
}
