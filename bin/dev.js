#!/usr/bin/env node
// Builds, then runs cxkpi with stack traces into the sources.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const run = (args, options) => spawnSync(process.execPath, args, { stdio: 'inherit', ...options }).status ?? 1

const env = { ...process.env, CXKPI_DEBUG: '1' }
process.exitCode = run(['bin/build.js'], { cwd: root })
process.exitCode ||= run(['--enable-source-maps', `${root}bin/run.js`, ...process.argv.slice(2)], { env })
