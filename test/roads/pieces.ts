import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

const RECORDS_A_PIECE = 9

interface Page {
  conversations?: unknown[]
  dataAvailabilityDate?: string
}

/** The same records in smaller files: a page of conversations in several pages, lines in files of a line or two. */
export function piecesOf(path: string, folder: string): string[] {
  mkdirSync(folder, { recursive: true })
  const text = readFileSync(path, 'utf8')
  const texts = path.endsWith('.ndjson') ? chunks(text.split('\n'), 2).map((lines) => lines.join('\n')) : pages(text)
  if (texts.length < 2) return [path]
  return texts.map((piece, index) => {
    const name = join(folder, `${basename(path)}.${index}.json`)
    writeFileSync(name, piece)
    return name
  })
}

function pages(text: string): string[] {
  const { conversations, ...rest } = JSON.parse(text) as Page
  if (conversations === undefined) return []
  return chunks(conversations, RECORDS_A_PIECE).map((part) => JSON.stringify({ ...rest, conversations: part }))
}

function chunks<T>(values: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  )
}
