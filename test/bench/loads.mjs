// Further loads: of the other platforms, against dlt, and of more than fits into memory.
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compare, run } from './process.mjs'

const DLT_FILES = 40

/** What a gigabyte of another platform's exports takes, against one of Genesys Cloud's. */
export async function benchPlatforms({ work, cxkpi, report }, conversations) {
  const { load } = loader(work, cxkpi)
  const folders = {}
  for (const platform of ['genesys', 'cxone', 'flex']) {
    folders[platform] = join(work, `of-${platform}`)
    const what = ['--platform', platform, '--conversations', String(conversations), '--days', '14', '--seed', '1']
    await cxkpi('simulate', folders[platform], ...what)
  }
  for (const platform of ['cxone', 'flex']) {
    const { ours, theirs } = await compare(
      () => load([folders[platform]]),
      () => load([folders.genesys]),
    )
    const perGigabyte = { ours: ours / gigabytes(folders[platform]), theirs: theirs / gigabytes(folders.genesys) }
    report(`load of ${platform} / of genesys, seconds a GB`, perGigabyte, 1.5)
  }
}

/** The same pages by dlt, as its documentation says. */
export async function benchDlt({ work, root, cxkpi, report }, files) {
  const python = join(root, '.venv-dlt/bin/python')
  if (!existsSync(python)) {
    console.log('load / dlt: skipped, there is no dlt in .venv-dlt (.ci/install-dlt installs it)\n')
    return
  }
  const { load, fresh } = loader(work, cxkpi)
  const sample = files.slice(0, DLT_FILES)
  const measured = await compare(
    () => load(sample),
    () => {
      const folder = join(work, 'dlt')
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder)
      const env = { ...process.env, RUNTIME__DLTHUB_TELEMETRY: 'false' }
      return run(python, [join(root, 'test/bench/dlt-load.py'), folder, ...sample], { cwd: folder, env })
    },
    1,
  )
  fresh()
  report(`load of ${sample.length} pages / by dlt`, measured, 0.05)
}

/** A million conversations with what a machine of 4 GB allows, and 5 GB with what one of 2 GB allows. */
export async function benchLarge({ work, root, cxkpi, report, reportMemory }) {
  const { load, fresh } = loader(work, cxkpi)
  const folder = join(work, 'large')
  const simulate = (path, count, seed) =>
    cxkpi('simulate', path, '--conversations', String(count), '--days', '14', '--seed', String(seed))
  await simulate(folder, 1_000_000, 2)
  const pages = join(folder, 'conversations')
  const files = readdirSync(pages).map((name) => join(pages, name))
  const bare = join(work, 'large-bare.duckdb')
  const measured = await compare(
    () => load([pages], '1850MB'),
    () => (
      rmSync(bare, { force: true }),
      run('node', [join(root, 'test/bench/bare-load.mjs'), bare, ...files], { cwd: root })
    ),
    1,
  )
  rmSync(bare)
  report('load of a million conversations / create table as read_json(columns)', measured, 2.6)
  reportMemory('load of a million conversations', measured.peakMb, 4)
  await simulate(join(folder, 'more'), 350_000, 3)
  const { peakMb } = await load([folder], '850MB')
  reportMemory(`load of ${gigabytes(folder).toFixed(1)} GB`, peakMb, 2)
  fresh()
  rmSync(folder, { recursive: true })
}

function loader(work, cxkpi) {
  const database = join(work, 'loaded.duckdb')
  const config = join(work, 'memory.yml')
  const fresh = () => rmSync(database, { force: true })
  const load = (paths, memoryLimit) => {
    fresh()
    writeFileSync(
      config,
      `timezone: America/New_York\n${memoryLimit === undefined ? '' : `memory_limit: ${memoryLimit}\n`}`,
    )
    return cxkpi('load', ...paths, '--no-build', '--db', database, '--config', config)
  }
  return { load, fresh }
}

function gigabytes(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0) / 1e9
}
