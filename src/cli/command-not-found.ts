import type { Hook } from '@oclif/core'
import { didYouMean } from '../config/index.js'
import { CxkpiError } from '../errors.js'
import { renderObject } from '../render/index.js'
import { errorText } from './error-text.js'
import { hasColor, writeOut, writeTalk } from './terminal.js'

/** An unknown command: the nearest ones on standard error, exit 2, and never a question. */
const commandNotFound: Hook.CommandNotFound = async function ({ id, argv, config }) {
  const name = id.split(':')[0] ?? id
  const near = didYouMean(name, config.commandIDs)
  const error = new CxkpiError('CXK1001', `unknown command '${name}'`, { hint: near ?? "see 'cxkpi --help'" })
  process.exitCode = error.exitCode
  if (argv?.includes('--json') === true) await writeOut(renderObject({ error }))
  else writeTalk(errorText(error, { color: hasColor(process.stderr) }))
}

export default commandNotFound
