import { join } from 'node:path'
import type { Exporter } from '../platforms/exporter.js'
import { Pages, page, writeText } from './pages.js'

const LINES_PER_FILE = 150

/** Stands between a conversation's record and the further ones that go into files of their own. */
export const COMPANION = '\u001e'

/**
 * The conversation files of an export folder: pages by name (a day, `corrections`), each name with a stamp
 * of its own; without a stamp, a record a line.
 */
export class ConversationFiles {
  readonly #open = new Map<string, Pages>()
  fileCount = 0

  constructor(
    readonly outDir: string,
    readonly exporter: Exporter,
    readonly pageSize: number,
  ) {}

  async add(name: string, stampMs: number | null, record: string): Promise<void> {
    const [main = '', further] = record.split(COMPANION)
    await this.#pages(name, () => this.#begin(name, stampMs)).add(main)
    if (further === undefined) return
    // A space sorts before every letter and digit: both close together.
    await this.#pages(`${name} `, () => this.#beginCompanion(name, stampMs)).add(further)
  }

  /** Closes every name that sorts before the given one. */
  async closeBefore(name: string): Promise<void> {
    for (const [open, pages] of this.#open) {
      if (open >= name) continue
      this.fileCount += await pages.close()
      this.#open.delete(open)
    }
  }

  async closeAll(): Promise<void> {
    for (const pages of this.#open.values()) this.fileCount += await pages.close()
    this.#open.clear()
  }

  async write(path: string, text: string): Promise<void> {
    await writeText(join(this.outDir, path), text)
    this.fileCount++
  }

  #pages(name: string, begin: () => Pages): Pages {
    const open = this.#open.get(name)
    if (open !== undefined) return open
    const pages = begin()
    this.#open.set(name, pages)
    return pages
  }

  #beginCompanion(name: string, stampMs: number | null): Pages {
    const { folder = '', page: pageOf } = this.exporter.companion ?? {}
    const path = (extension: string) => (number: number) =>
      join(this.outDir, folder, `${name}-${page(number)}.${extension}`)
    return stampMs === null
      ? new Pages(path('ndjson'), LINES_PER_FILE, (records) => `${records.filter((text) => text !== '').join('\n')}\n`)
      : new Pages(path('json'), this.pageSize, (records) => pageOf?.(records, stampMs) ?? '')
  }

  #begin(name: string, stampMs: number | null): Pages {
    if (stampMs === null) {
      const path = (number: number): string => join(this.outDir, 'conversations', `${name}-${page(number)}.ndjson`)
      return new Pages(path, LINES_PER_FILE, (records) => `${records.join('\n')}\n`)
    }
    const transport = this.exporter.transports?.find((each) => name.replace(/-again$/, '').endsWith(`-${each.name}`))
    if (transport !== undefined) {
      const path = (number: number): string =>
        join(this.outDir, 'conversations', `${name}-${page(number)}.${transport.extension}`)
      return new Pages(path, this.pageSize, transport.page)
    }
    return new Pages(
      (number) => join(this.outDir, 'conversations', `${name}-${page(number)}.json`),
      this.pageSize,
      (records, number, isLast) =>
        this.exporter.conversationPage(records, stampMs, isLast ? null : `${name}/${number + 1}`),
    )
  }
}
