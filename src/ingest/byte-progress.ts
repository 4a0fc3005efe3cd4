import type { Effects } from '../effects.js'
import type { SourceFile } from './discover.js'

/** Reports how much of the files' bytes are done. */
export class ByteProgress {
  private doneBytes = 0
  private readonly totalBytes: number

  constructor(
    private readonly step: string,
    files: readonly SourceFile[],
    private readonly effects: Effects,
  ) {
    this.totalBytes = files.reduce((sum, { size }) => sum + size, 0)
    effects.progress(step, 0)
  }

  add({ size }: SourceFile): void {
    this.doneBytes += size
    this.effects.progress(this.step, this.totalBytes === 0 ? 1 : this.doneBytes / this.totalBytes)
  }
}
