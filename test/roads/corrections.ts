import { extname } from 'node:path'

/** A value in a text, by the name that it has there. */
interface Place {
  readonly name: string
  readonly from: number
  readonly value: string
}

/** Which value becomes another one, by position: of the names in the file, of the places of that name, of the values it has anywhere. */
export interface Correction {
  readonly name: number
  readonly place: number
  readonly value: number
}

/** Corrects files of an export: a value gives way to one of the same name from anywhere in the export. */
export function correctorOf(
  texts: ReadonlyMap<string, string>,
): (path: string, corrections: readonly Correction[]) => string {
  const placesOfFiles = new Map([...texts].map(([path, text]) => [path, placesOf(path, text)]))
  const all = [...placesOfFiles.values()].flat()
  return (path, corrections) => {
    const places = placesOfFiles.get(path)!
    const names = unique(places.map(({ name }) => name))
    const changes = new Map<Place, string>()
    for (const correction of corrections) {
      const name = pick(names, correction.name)
      const place = pick(
        places.filter((each) => each.name === name),
        correction.place,
      )
      const values = unique(all.filter((each) => each.name === name).map(({ value }) => value))
      changes.set(place, pick(values, correction.value))
    }
    return [...changes]
      .sort(([one], [other]) => other.from - one.from)
      .reduce(
        (text, [{ from, value }, changed]) => text.slice(0, from) + changed + text.slice(from + value.length),
        texts.get(path)!,
      )
  }
}

const JSON_VALUES = /"((?:[^"\\]|\\.)*)"\s*:\s*("(?:[^"\\]|\\.)*"|-?[\d.]+|true|false|null)/dg
const FORM_VALUES = /([A-Za-z]+)=([^&\n]*)/dg

function placesOf(path: string, text: string): Place[] {
  if (extname(path) === '.csv') return cellsOf(text)
  return [...text.matchAll(extname(path) === '.txt' ? FORM_VALUES : JSON_VALUES)].map((match) => ({
    name: match[1]!,
    from: match.indices![2]![0],
    value: match[2]!,
  }))
}

/** Of a table without commas in its values. */
function cellsOf(text: string): Place[] {
  const [header, ...rows] = text.split('\n')
  const names = header!.split(',')
  let from = header!.length + 1
  return rows.flatMap((row) =>
    row.split(',').map((value, column) => {
      const place = { name: names[column]!, from, value }
      from += value.length + 1
      return place
    }),
  )
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}

function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length]!
}
