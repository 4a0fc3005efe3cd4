import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import { builtTexts } from './built-texts.js'

/** The line on which a value stands, from 1, and the places of what it holds. */
export type Place = number | readonly [line: number, below: Readonly<Record<string, Place>>]

/** What a YAML text says, and where. */
export interface YamlText {
  readonly value: unknown
  readonly place: Place
  /** Why the text is not YAML: then it has no value. */
  readonly broken: readonly { readonly line: number; readonly text: string }[]
}

const builtYaml = builtTexts<YamlText>('yaml')

/** What a YAML text says. */
export function readYamlText(text: string): YamlText {
  return builtYaml(text) ?? parseYamlText(text)
}

/** Reads a YAML text of the core schema. */
export function parseYamlText(text: string): YamlText {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const lineAt = (offset: number): number => lines.linePos(offset).line
  const broken = document.errors.map((error) => ({
    line: lineAt(error.pos[0]),
    text: error.message.split('\n', 1)[0]!.replace(/ at line .*$/, ''),
  }))
  if (broken.length > 0) return { value: undefined, place: 1, broken }
  return { value: document.toJS() ?? {}, place: placeOf(document.contents, 1, lineAt), broken }
}

/** The line of what stands at a path, or of the nearest that is there above it. */
export function lineOf(place: Place, path: readonly PropertyKey[]): number {
  if (typeof place === 'number') return place
  const [line, below] = place
  const [key, ...rest] = path
  return key === undefined || !Object.hasOwn(below, key) ? line : lineOf(below[String(key)]!, rest)
}

/** A value of a mapping stands where its key does. */
function placeOf(node: unknown, line: number, lineAt: (offset: number) => number): Place {
  const startOf = (start: unknown): number => (isNode(start) && start.range ? lineAt(start.range[0]) : line)
  if (isMap(node)) {
    const below = node.items.map(({ key, value }) => {
      const name = String(isScalar(key) ? key.value : key)
      return [name, placeOf(value, startOf(key), lineAt)] as const
    })
    return [line, Object.fromEntries(below)]
  }
  if (!isSeq(node)) return line
  return [line, Object.fromEntries(node.items.map((item, index) => [index, placeOf(item, startOf(item), lineAt)]))]
}
