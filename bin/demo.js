// `npm run demo`: from nothing to KPIs. Installs, builds, simulates a small contact centre, loads it, prints what it says.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const demo = join(root, 'demo')
const database = join(demo, 'cxkpi.duckdb')

function run(command, args, { okCodes = [0], title } = {}) {
  if (title !== undefined) process.stdout.write(`\n$ ${title}\n`)
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (!okCodes.includes(status)) process.exit(status ?? 1)
}

function cxkpi(args, okCodes) {
  const shown = args.map((arg) => arg.replace(root, './')).join(' ')
  const title = `cxkpi ${shown}`
  run(process.execPath, [join(root, 'bin/run.js'), ...args, '--db', database, '--table'], { okCodes, title })
}

run(process.execPath, [join(root, 'bin/install.js')])
run('npm', ['run', '--silent', 'build'])
rmSync(demo, { recursive: true, force: true })

const size = ['--conversations', '2000', '--days', '7', '--noise', 'all']
cxkpi(['simulate', join(demo, 'exports'), '--truth', join(demo, 'truth'), ...size])
cxkpi(['load', join(demo, 'exports')])
cxkpi(['report', 'queue-daily', '--channel', 'voice'])
cxkpi(['report', 'agent-scorecard', '--channel', 'all', '--since', '2026-10-23', '--until', '2026-10-23'])
// Findings are what the noise is there for: exit code 1 would only say that some are errors.
cxkpi(['check'], [0, 1])
