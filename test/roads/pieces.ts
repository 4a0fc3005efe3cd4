import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'

const RECORDS_A_PIECE = 9

/** The same records in smaller files: a page or a report in several, lines and deliveries in files of one or two. */
export function piecesOf(path: string, folder: string): string[] {
  mkdirSync(folder, { recursive: true })
  const texts = textsOf(extname(path), readFileSync(path, 'utf8'))
  if (texts.length < 2) return [path]
  return texts.map((piece, index) => {
    const name = join(folder, `${basename(path)}.${index}${extname(path)}`)
    writeFileSync(name, piece)
    return name
  })
}

function textsOf(extension: string, text: string): string[] {
  const deliveries = text.split(/(?<=\})(?=\{"version":"0")/)
  if (deliveries.length > 1) return chunks(deliveries, 2).map((part) => part.join(''))
  if (extension === '.json') return pages(JSON.parse(text) as unknown)
  const lines = text.trimEnd().split('\n')
  if (extension !== '.csv') return chunks(lines, 2).map((part) => part.join('\n'))
  const [header, ...rows] = lines
  return chunks(rows, RECORDS_A_PIECE).map((part) => [header, ...part].join('\n'))
}

/** A page is a list, or has one beside what it says of itself. */
function pages(page: unknown): string[] {
  if (Array.isArray(page)) return chunks(page, RECORDS_A_PIECE).map((part) => JSON.stringify(part))
  const list = Object.entries(page as object).find((entry): entry is [string, unknown[]] => Array.isArray(entry[1]))
  if (list === undefined) return []
  return chunks(list[1], RECORDS_A_PIECE).map((part) => JSON.stringify({ ...(page as object), [list[0]]: part }))
}

function chunks<T>(values: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  )
}
