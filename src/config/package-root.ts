import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder with package.json; both src/config and dist/config lie two below it. */
export function packageRoot(): string {
  return dirname(dirname(dirname(fileURLToPath(import.meta.url))))
}

/** The SQL project that comes with cxkpi. */
export function bundledProject(): string {
  return join(packageRoot(), 'sql')
}
