import { describe, expect, it } from 'vitest'
import { openProgress } from '../../src/cli/progress.js'

/** What is written when steps come at these seconds. */
function written(isTerminal: boolean, steps: readonly (readonly [number, string, number?])[]): string[] {
  const texts: string[] = []
  let nowMs = 0
  const progress = openProgress(
    isTerminal,
    () => nowMs,
    (text) => texts.push(text),
  )
  for (const [second, step, fraction] of steps) {
    nowMs = second * 1000
    progress.step(step, fraction)
  }
  progress.clear()
  return texts
}

describe('progress', () => {
  it('says nothing in the first second', () => {
    expect(
      written(true, [
        [0.1, 'reading', 0.1],
        [0.9, 'reading', 0.9],
      ]),
    ).toEqual([])
  })

  it('is one live line on a terminal, and gone at the end', () => {
    expect(
      written(true, [
        [0, 'reading', 0],
        [3, 'reading', 0.5],
      ]),
    ).toEqual(['\r\x1b[2Kreading · 50 % · 3 s · about 3 s left', '\r\x1b[2K'])
  })

  it('is a plain line every few seconds elsewhere', () => {
    expect(
      written(false, [
        [2, 'loading'],
        [3, 'loading'],
        [8, 'loading'],
      ]),
    ).toEqual(['loading · 2 s\n', 'loading · 8 s\n'])
  })

  it('estimates each phase from its own pace', () => {
    const lines = written(false, [
      [0, 'reading', 0],
      [20, 'reading', 1],
      [20, 'building', 0],
      [30, 'building', 0.25],
    ])
    expect(lines.at(-1)).toBe('building · 25 % · 30 s · about 30 s left\n')
  })

  it('writes control characters of a step out', () => {
    expect(written(false, [[2, 'file \x1b[2J']])).toEqual(['file \\x1b[2J · 2 s\n'])
  })
})
