// Runs `npm ci` where node_modules is missing or does not hold what package.json pins.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

function isInstalled([name, version]) {
  const path = `node_modules/${name}/package.json`
  return existsSync(join(root, path)) && json(path).version === version
}

const { dependencies, devDependencies } = json('package.json')
if (!Object.entries({ ...dependencies, ...devDependencies }).every(isInstalled)) {
  const shell = process.platform === 'win32'
  process.exitCode = spawnSync('npm', ['ci'], { cwd: root, stdio: ['inherit', 2, 2], shell }).status ?? 1
}
