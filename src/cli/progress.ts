import { visibleText } from '../render/index.js'
import { writeTalk } from './terminal.js'

const QUIET_MS = 1000
const REDRAW_MS = 100
const LINE_MS = 5000

export interface Progress {
  readonly step: (step: string, fraction?: number) => void
  /** Clears the line, so that other text can follow. */
  readonly clear: () => void
}

export const noProgress: Progress = { step: () => undefined, clear: () => undefined }

/**
 * One live line on a terminal after a second of work; elsewhere a plain line every few seconds.
 *
 * The time left is estimated from the fraction done.
 */
export function openProgress(isTerminal: boolean, now: () => number = Date.now): Progress {
  const startedMs = now()
  let drawnMs = 0
  let isDrawn = false
  return {
    step(step, fraction) {
      const nowMs = now()
      const elapsedMs = nowMs - startedMs
      if (elapsedMs < QUIET_MS || nowMs - drawnMs < (isTerminal ? REDRAW_MS : LINE_MS)) return
      drawnMs = nowMs
      const line = progressLine(step, fraction, elapsedMs)
      if (!isTerminal) {
        writeTalk(`${line}\n`)
        return
      }
      isDrawn = true
      writeTalk(`\r\x1b[2K${line.slice(0, (process.stderr.columns || 80) - 1)}`)
    },
    clear() {
      if (isDrawn) writeTalk('\r\x1b[2K')
      isDrawn = false
    },
  }
}

export function progressLine(step: string, fraction: number | undefined, elapsedMs: number): string {
  const elapsed = `${Math.round(elapsedMs / 1000)} s`
  if (fraction === undefined || fraction <= 0) return `${visibleText(step)} · ${elapsed}`
  const left = Math.round((elapsedMs / 1000) * (1 / Math.min(fraction, 1) - 1))
  return `${visibleText(step)} · ${Math.floor(Math.min(fraction, 1) * 100)} % · ${elapsed}, about ${left} s left`
}
