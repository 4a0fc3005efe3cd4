// Ratios taken in one run, each against the bare thing on the same files.
//   npm run bench [-- --conversations N] [--large] [--json FILE]
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchColumnar } from './columnar.mjs'
import { benchDlt, benchLarge, benchPlatforms } from './loads.mjs'
import { compare, run } from './process.mjs'

const { values: flags } = parseArgs({
  options: {
    json: { type: 'string' },
    conversations: { type: 'string', default: '200000' },
    large: { type: 'boolean', default: false },
  },
})
const root = new URL('../..', import.meta.url).pathname
const here = (name) => join(root, 'test/bench', name)
const work = mkdtempSync(join(tmpdir(), 'cxkpi-bench-'))
const cxkpi = (...args) => run('node', [join(root, 'bin/run.js'), ...args], { cwd: work })
const results = []

try {
  await main()
} finally {
  rmSync(work, { recursive: true, force: true })
}

async function main() {
  const exports = join(work, 'exports')
  const config = join(work, 'cxkpi.yml')
  writeFileSync(config, 'timezone: America/New_York\n')
  await cxkpi('simulate', exports, '--conversations', flags.conversations, '--days', '14', '--seed', '1')
  const files = readdirSync(join(exports, 'conversations')).map((name) => join(exports, 'conversations', name))
  const megabytes = files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6
  console.log(`${flags.conversations} conversations, ${files.length} files, ${megabytes.toFixed(0)} MB\n`)

  await benchLoad(join(exports, 'conversations'), files)
  const bench = { work, root, cxkpi, report, reportMemory }
  await benchDlt(bench, files)
  await benchPlatforms(bench, Math.round(flags.conversations / 10))
  if (flags.large) await benchLarge(bench)
  await benchColumnar(bench, files)
  const built = join(work, 'built.duckdb')
  await cxkpi('load', exports, '--no-build', '--db', built)
  const raw = join(work, 'raw.duckdb')
  copyFileSync(built, raw)
  await benchBuild(raw, config)
  await cxkpi('build', '--full-refresh', '--db', built)
  await benchReport(built, config)
  await benchDbt(raw)
  // Two years hold two million conversations where the other lines have 200,000.
  for (const days of [90, 730]) await benchOneMoreDay(days, Math.round((flags.conversations * 10) / 730))
  if (flags.json !== undefined) writeFileSync(flags.json, JSON.stringify({ results }, null, 2) + '\n')
}

async function benchLoad(folder, files) {
  const ours = join(work, 'ours.duckdb')
  const theirs = join(work, 'theirs.duckdb')
  const measured = await compare(
    () => (remove(ours), cxkpi('load', folder, '--no-build', '--db', ours)),
    () => (remove(theirs), run('node', [here('bare-load.mjs'), theirs, ...files], { cwd: root })),
  )
  report('load / create table as read_json(columns)', measured, 3.0)
  reportMemory('load', measured.peakMb, 2.5)
}

async function benchBuild(raw, config) {
  const recording = join(work, 'recording.duckdb')
  const statements = join(work, 'build.json')
  copyFileSync(raw, recording)
  await run('node', [here('record.mjs'), 'build', recording, config, statements], { cwd: work })
  remove(recording)
  const measured = await compare(
    onCopy(raw, (copy) => cxkpi('build', '--full-refresh', '--db', copy)),
    onCopy(raw, (copy) => run('node', [here('bare-statements.mjs'), copy, statements], { cwd: root })),
  )
  report('build / the same SQL by node-api', measured, 1.2)
}

async function benchReport(built, config) {
  const statements = join(work, 'report.json')
  await run('node', [here('record.mjs'), 'report', built, config, statements], { cwd: work })
  const measured = await compare(
    () => cxkpi('report', 'queue-daily', '--csv', '--db', built),
    () => run('node', [here('bare-report.mjs'), built, statements], { cwd: root }),
    7,
  )
  report('report queue-daily / the same query by node-api', measured, 1.6)
}

async function benchDbt(raw) {
  const dbt = join(root, '.venv/bin/dbt')
  if (!existsSync(dbt)) {
    console.log('build / dbt build: skipped, there is no dbt in .venv (.ci/install-dbt installs it)\n')
    return
  }
  const measured = await compare(
    onCopy(raw, (copy) => cxkpi('build', '--full-refresh', '--db', copy)),
    onCopy(raw, (copy) => {
      const profiles = join(work, 'dbt')
      mkdirSync(profiles, { recursive: true })
      writeFileSync(
        join(profiles, 'profiles.yml'),
        JSON.stringify({
          cxkpi: { target: 'bench', outputs: { bench: { type: 'duckdb', path: copy, schema: 'main', threads: 1 } } },
        }),
      )
      const args = ['build', '--full-refresh', '--profiles-dir', profiles, '--project-dir', join(root, 'sql')]
      const folders = ['--target-path', join(profiles, 'target'), '--log-path', join(profiles, 'logs')]
      const vars = ['--vars', '{report_timezone: America/New_York}']
      const env = { ...process.env, DBT_SEND_ANONYMOUS_USAGE_STATS: 'false' }
      return run(dbt, [...args, ...folders, ...vars], { cwd: work, env })
    }),
  )
  report('cxkpi build / dbt build', measured, 0.33)
}

/** What a build costs after the exports of one more day were loaded, against a build of everything. */
async function benchOneMoreDay(days, conversationsADay) {
  const exports = join(work, `${days}-days`)
  const lastDay = join(work, `day-${days}`)
  const database = join(work, `${days}-days.duckdb`)
  const start = ['--start', '2024-10-20', '--seed', '1']
  await cxkpi(
    'simulate',
    exports,
    '--conversations',
    String(days * conversationsADay),
    '--days',
    String(days),
    ...start,
  )
  for (const folder of ['conversations', 'user-details', 'evaluations']) {
    mkdirSync(join(lastDay, folder), { recursive: true })
    for (const name of lastDayOf(readdirSync(join(exports, folder)).sort())) {
      renameSync(join(exports, folder, name), join(lastDay, folder, name))
    }
  }
  await cxkpi('load', exports, '--db', database)
  await cxkpi('load', lastDay, '--no-build', '--db', database)
  const measured = await compare(
    onCopy(database, (copy) => cxkpi('build', '--db', copy)),
    onCopy(database, (copy) => cxkpi('build', '--full-refresh', '--db', copy)),
  )
  report(`one more day on ${days} / everything`, measured, days === 730 ? 0.03 : 0.2)
}

/** The files of a day: a local day lies in those of two UTC dates; of what is in pages without dates, the last page. */
function lastDayOf(names) {
  const dates = [...new Set(names.map((name) => name.slice(0, 10)))].slice(-2)
  return names.every((name) => /^\d{4}-/.test(name))
    ? names.filter((name) => dates.includes(name.slice(0, 10)))
    : names.slice(-1)
}

/** Runs on a fresh copy of a database, which is made before the clock starts. */
function onCopy(database, work_) {
  return async () => {
    const copy = join(work, 'copy.duckdb')
    remove(copy)
    copyFileSync(database, copy)
    writeOut(copy)
    return work_(copy)
  }
}

/** Else the first commit that is measured waits until the whole copy is on the disk. */
function writeOut(file) {
  const descriptor = openSync(file, 'r+')
  fsyncSync(descriptor)
  closeSync(descriptor)
}

function remove(database) {
  for (const file of [database, `${database}.wal`]) rmSync(file, { force: true })
}

function report(name, { ours, theirs }, target) {
  const ratio = ours / theirs
  results.push({ name, ratio: round(ratio), target, met: ratio <= target })
  console.log(`${name}: ${ratio.toFixed(2)} (at most ${target}; ${ours.toFixed(2)} s / ${theirs.toFixed(2)} s)\n`)
}

function reportMemory(name, peakMb, target) {
  const gigabytes = peakMb / 1024
  results.push({ name: `peak memory of ${name} in GB`, ratio: round(gigabytes), target, met: gigabytes <= target })
  console.log(`peak memory of ${name}: ${gigabytes.toFixed(2)} GB (at most ${target})\n`)
}

function round(value) {
  return Math.round(value * 1000) / 1000
}
