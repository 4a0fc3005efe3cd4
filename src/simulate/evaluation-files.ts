import { join } from 'node:path'
import type { Journey } from '../platforms/journey.js'
import type { EvaluationVersion } from './noise/evaluations.js'
import type { Export } from './noise/versions.js'
import { Pages, page } from './pages.js'

const EVALUATIONS_PER_PAGE = 100

/** The pages of evaluations, those of a later export, and of what evaluations are about where the platform tells that apart. */
export class EvaluationFiles {
  readonly #regular: Pages
  readonly #later: Pages
  readonly #evaluated: Pages

  constructor(
    readonly to: Export,
    outDir: string,
  ) {
    const { exporter } = to
    const pages = (
      folder: string,
      name: string,
      render: (records: readonly string[], number: number) => string,
    ): Pages =>
      new Pages((number) => join(outDir, folder, `${name}-${page(number)}.json`), EVALUATIONS_PER_PAGE, render)
    const evaluations = (records: readonly string[], number: number) => exporter.evaluationPage?.(records, number) ?? ''
    this.#regular = pages('evaluations', 'page', evaluations)
    this.#later = pages('evaluations', 'later', evaluations)
    this.#evaluated = pages(
      exporter.evaluated?.folder ?? '',
      'page',
      (records) => exporter.evaluated?.page(records) ?? '',
    )
  }

  /** Writes all versions of the evaluations of a conversation. */
  async add(versions: readonly EvaluationVersion[], journey: Journey): Promise<void> {
    const { exporter, centre } = this.to
    const told = new Set<string>()
    for (const { evaluation, isLater } of versions) {
      await (isLater ? this.#later : this.#regular).add(exporter.evaluation?.(evaluation, centre) ?? '')
      if (exporter.evaluated === undefined || told.has(evaluation.sessionId)) continue
      told.add(evaluation.sessionId)
      await this.#evaluated.add(exporter.evaluated.record(evaluation, journey, centre))
    }
  }

  /** Writes what is left; returns how many files there were in all. */
  async close(): Promise<number> {
    let files = 0
    for (const pages of [this.#regular, this.#later, this.#evaluated]) files += await pages.close()
    return files
  }
}
