import type { FileHandle } from 'node:fs/promises'
import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Row } from './agent-day.js'
import { DATE_BASES } from './basis.js'
import type { DateBasis } from './basis.js'

const CHUNK_CHARACTERS = 1 << 20

/** A JSON list that is written line by line, for lists that do not fit into memory. */
export class JsonList {
  #chunk = '['
  #isEmpty = true

  private constructor(readonly file: FileHandle) {}

  static async create(path: string): Promise<JsonList> {
    await mkdir(dirname(path), { recursive: true })
    return new JsonList(await open(path, 'w'))
  }

  async add(item: unknown): Promise<void> {
    this.#chunk += `${this.#isEmpty ? '' : ','}\n${JSON.stringify(item)}`
    this.#isEmpty = false
    if (this.#chunk.length > CHUNK_CHARACTERS) await this.#flush()
  }

  async close(): Promise<void> {
    this.#chunk += '\n]\n'
    await this.#flush()
    await this.file.close()
  }

  async #flush(): Promise<void> {
    await this.file.appendFile(this.#chunk)
    this.#chunk = ''
  }
}

/** Rows of each date basis, one row a line. */
export function basesText(rows: Readonly<Record<DateBasis, readonly Row[]>>): string {
  const list = (basis: DateBasis): string =>
    `"${basis}":[\n${rows[basis].map((row) => JSON.stringify(row)).join(',\n')}\n]`
  return `{${DATE_BASES.map(list).join(',\n')}}\n`
}
