import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from './package-root.js'

/**
 * What `npm run build` found out of the files below sql/, by the digests of their texts: to find it out anew would take longer
 * than many a build. A text that it did not see is undefined.
 */
export function builtTexts<T>(kind: 'yaml' | 'schema' | 'templates' | 'unit-tests'): (text: string) => T | undefined {
  let built: Readonly<Record<string, T>> | undefined
  return (text) => {
    const path = builtTextsPath(kind)
    built ??= existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, T>>) : {}
    return built[textDigest(text)]
  }
}

export function builtTextsPath(kind: string): string {
  return join(packageRoot(), 'dist', `${kind}.json`)
}

export function textDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
