import { visibleText } from '../render/index.js'
import { writeTalk } from './terminal.js'

const QUIET_MS = 1000
const REDRAW_MS = 100
const LINE_MS = 5000
/** Before so much of a phase is known, nobody can say how long it takes. */
const ESTIMATE_AFTER = { ms: 2000, fraction: 0.05 }

export interface Progress {
  readonly step: (step: string, fraction?: number) => void
  /** Clears the line, so that other text can follow. */
  readonly clear: () => void
}

export const noProgress: Progress = { step: () => undefined, clear: () => undefined }

/** One live line on a terminal after a second of work; elsewhere a plain line every few seconds. */
export function openProgress(
  isTerminal: boolean,
  now: () => number = Date.now,
  write: (text: string) => void = writeTalk,
): Progress {
  const startedMs = now()
  const estimate = new Estimate()
  let drawnMs = -Infinity
  let isDrawn = false
  return {
    step(step, fraction) {
      const nowMs = now()
      const leftMs = estimate.leftMs(nowMs, fraction)
      if (nowMs - startedMs < QUIET_MS || nowMs - drawnMs < (isTerminal ? REDRAW_MS : LINE_MS)) return
      drawnMs = nowMs
      const line = progressLine(step, nowMs - startedMs, fraction, leftMs)
      isDrawn = isTerminal
      write(isTerminal ? `\r\x1b[2K${line.slice(0, (process.stderr.columns || 80) - 1)}` : `${line}\n`)
    },
    clear() {
      if (isDrawn) write('\r\x1b[2K')
      isDrawn = false
    },
  }
}

/** The time left in a phase, from how far it came since it began; a fraction that falls begins the next phase. */
class Estimate {
  private beganMs = 0
  private beganAt = 0
  private last = Infinity

  leftMs(nowMs: number, fraction: number | undefined): number | undefined {
    if (fraction === undefined) return undefined
    if (fraction < this.last) {
      this.beganMs = nowMs
      this.beganAt = fraction
    }
    this.last = fraction
    const elapsedMs = nowMs - this.beganMs
    const done = fraction - this.beganAt
    if (elapsedMs < ESTIMATE_AFTER.ms || done < ESTIMATE_AFTER.fraction) return undefined
    return (elapsedMs * Math.max(0, 1 - fraction)) / done
  }
}

function progressLine(
  step: string,
  elapsedMs: number,
  fraction: number | undefined,
  leftMs: number | undefined,
): string {
  return [
    visibleText(step),
    ...(fraction === undefined ? [] : [`${Math.floor(Math.min(fraction, 1) * 100)} %`]),
    `${Math.round(elapsedMs / 1000)} s`,
    ...(leftMs === undefined ? [] : [`about ${Math.ceil(leftMs / 1000)} s left`]),
  ].join(' · ')
}
