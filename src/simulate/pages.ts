import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Records on their way into numbered files of a page each; holds one page in memory. */
export class Pages {
  #records: string[] = []
  #number = 1

  constructor(
    readonly pathOf: (number: number) => string,
    readonly size: number,
    readonly render: (records: readonly string[], number: number, isLast: boolean) => string,
  ) {}

  async add(record: string): Promise<void> {
    if (this.#records.length >= this.size) await this.#write(false)
    this.#records.push(record)
  }

  /** Writes what is left; returns how many files there were in all. */
  async close(): Promise<number> {
    if (this.#records.length > 0) await this.#write(true)
    return this.#number - 1
  }

  async #write(isLast: boolean): Promise<void> {
    await writeText(this.pathOf(this.#number), this.render(this.#records, this.#number, isLast))
    this.#records = []
    this.#number++
  }
}

/** Writes a file and the folders above it. */
export async function writeText(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}

export function page(number: number): string {
  return String(number).padStart(4, '0')
}
