import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** All that a run of the tests writes goes into one temporary folder, gone after it; of those who are killed on purpose, too. */
export default function setUp(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'cxkpi-test-'))
  process.env['TMPDIR'] = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
