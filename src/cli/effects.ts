import { writeSync } from 'node:fs'
import { CxkpiError } from '../errors.js'
import type { Effects } from '../effects.js'
import { renderObject, visibleLines } from '../render/index.js'
import { errorText } from './error-text.js'
import { noProgress, openProgress } from './progress.js'
import { writeTalk } from './terminal.js'

const PATIENCE_MS = 500

export interface TerminalEffects {
  readonly effects: Effects
  /** Removes the progress line before other output. */
  readonly settle: () => void
}

/** Effects on the real world; silent ones touch nothing but the clock and the signal. */
export function openEffects(isSilent: boolean): TerminalEffects {
  const progress = isSilent ? noProgress : openProgress(process.stderr.isTTY)
  const frozenMs = frozenClock(process.env['CXKPI_NOW'])
  return {
    effects: {
      nowMs: () => frozenMs ?? Date.now(),
      progress: progress.step,
      warn(message) {
        if (isSilent) return
        progress.clear()
        writeTalk(`${visibleLines(message)}\n`)
      },
      standardInput: () => process.stdin,
      signal: interruptSignal(isSilent, progress.clear),
    },
    settle: progress.clear,
  }
}

/** CXKPI_NOW, an ISO instant, stops the clock: for tests and for reports as of a past day. */
export function frozenClock(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined
  const millis = Date.parse(text)
  if (!Number.isNaN(millis)) return millis
  throw new CxkpiError('CXK1002', `CXKPI_NOW is '${text}', which is not an instant`, {
    hint: "write it like '2026-03-08T06:30:00Z'",
  })
}

/** Ctrl-C asks the work to stop; if it does not soon, or on a second Ctrl-C, the process ends. The file survives both. */
function interruptSignal(isSilent: boolean, clear: () => void): AbortSignal {
  const controller = new AbortController()
  const failure = new CxkpiError('CXK9130', 'interrupted')
  const end = (): void => {
    clear()
    if (isSilent) writeSync(1, renderObject({ error: failure }))
    else writeTalk(errorText(failure))
    process.exit(130)
  }
  const interrupt = (): void => {
    if (controller.signal.aborted) end()
    process.exitCode = 130
    controller.abort(failure)
    setTimeout(end, PATIENCE_MS).unref()
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  return controller.signal
}
