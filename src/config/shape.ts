import { didYouMean } from './closest.js'

export type Path = readonly (string | number)[]

/** What is wrong with a value, and where. */
export interface Fault {
  readonly path: Path
  readonly text: string
}

/**
 * What a value must look like; the faults it has, none when it fits.
 *
 * Not a schema library: importing one took longer than all that is checked here, at the start of every command.
 */
export type Shape = (value: unknown, path: Path) => readonly Fault[]

const must =
  (isFine: (value: unknown) => boolean, text: string): Shape =>
  (value, path) =>
    isFine(value) ? [] : [{ path, text: `must be ${text}` }]

export const text = must((value) => typeof value === 'string' && value !== '', 'a text')
export const flag = must((value) => typeof value === 'boolean', 'true or false')
export const number = must((value) => typeof value === 'number' && Number.isFinite(value), 'a number')
export const atLeastZero = must((value) => typeof value === 'number' && value >= 0, 'a number, 0 or more')
export const wholeNumber = must((value) => Number.isInteger(value) && Number(value) > 0, 'a whole number, 1 or more')

export function oneOf(names: readonly string[]): Shape {
  return must((value) => names.some((name) => name === value), `one of ${names.join(', ')}`)
}

export function matching(pattern: RegExp, description: string): Shape {
  return must((value) => typeof value === 'string' && pattern.test(value), description)
}

export function listOf(item: Shape): Shape {
  return (value, path) =>
    Array.isArray(value)
      ? value.flatMap((each, index) => item(each, [...path, index]))
      : [{ path, text: 'must be a list' }]
}

/** A list with something in it. */
export function someOf(item: Shape): Shape {
  return (value, path) =>
    Array.isArray(value) && value.length > 0
      ? listOf(item)(value, path)
      : [{ path, text: 'must be a list of at least one' }]
}

/** A mapping from any key. */
export function recordOf(item: Shape): Shape {
  return (value, path) =>
    isMapping(value)
      ? Object.entries(value).flatMap(([key, each]) => item(each, [...path, key]))
      : [{ path, text: 'must be a mapping' }]
}

/** A mapping of just these keys; those in `required` must be there. */
export function mapping(shapes: Readonly<Record<string, Shape>>, required: readonly string[] = []): Shape {
  const known = Object.keys(shapes)
  return (value, path) => {
    if (!isMapping(value)) return [{ path, text: 'must be a mapping' }]
    const missing = required.filter((key) => value[key] === undefined || value[key] === null)
    return [
      ...missing.map((key) => ({ path, text: `must have a ${key}` })),
      ...Object.entries(value).flatMap(([key, each]) => {
        const shape = Object.hasOwn(shapes, key) ? shapes[key] : undefined
        return shape === undefined ? [unknownKey(key, path, known)] : shape(each, [...path, key])
      }),
    ]
  }
}

function unknownKey(key: string, path: Path, known: readonly string[]): Fault {
  const help = didYouMean(key, known) ?? `known: ${known.join(', ')}`
  return { path: [...path, key], text: `unknown key '${key}', ${help}` }
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
