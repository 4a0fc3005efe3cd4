import { Relation } from './relation.js'
import { TemplateFault, type TemplateValue } from './values.js'

/** Whether Jinja takes a value for true: empty lists, mappings and texts are false. */
export function isTrue(value: TemplateValue): boolean {
  if (Array.isArray(value)) return value.length > 0
  if (isMapping(value)) return Object.keys(value).length > 0
  return Boolean(value)
}

export function isMapping(value: TemplateValue): value is { readonly [key: string]: TemplateValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Relation)
}

/**
 * The text of a value as Python writes it.
 *
 * Lists, mappings and functions have none: in SQL they are always a mistake.
 */
export function toText(value: TemplateValue): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || value instanceof Relation) return value.toString()
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (value === null) return 'None'
  throw new TemplateFault(`${kindOf(value)} cannot be written into SQL`)
}

export function kindOf(value: TemplateValue): string {
  if (value === undefined) return 'an undefined value'
  if (value === null) return 'none'
  if (Array.isArray(value)) return 'a list'
  if (isMapping(value)) return 'a mapping'
  if (typeof value === 'function') return 'a function'
  if (value instanceof Relation) return 'a relation'
  return `a ${typeof value}`
}

/** Equality by value, as Python's. */
export function isEqual(left: TemplateValue, right: TemplateValue): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length &&
      left.every((item, index) => isEqual(item as TemplateValue, right[index] as TemplateValue))
    )
  }
  return left === right
}

export function contains(container: TemplateValue, item: TemplateValue): boolean {
  if (Array.isArray(container)) return container.some((each) => isEqual(each as TemplateValue, item))
  if (typeof container === 'string') return container.includes(toText(item))
  if (isMapping(container)) return typeof item === 'string' && item in container
  throw new TemplateFault(`'in' needs a list, a mapping or a text, not ${kindOf(container)}`)
}

export function compare(operator: string, left: TemplateValue, right: TemplateValue): boolean {
  if (operator === '==') return isEqual(left, right)
  if (operator === '!=') return !isEqual(left, right)
  const comparable =
    (typeof left === 'number' && typeof right === 'number') || (typeof left === 'string' && typeof right === 'string')
  if (!comparable) throw new TemplateFault(`'${operator}' cannot compare ${kindOf(left)} with ${kindOf(right)}`)
  switch (operator) {
    case '<':
      return left < right
    case '>':
      return left > right
    case '<=':
      return left <= right
    case '>=':
      return left >= right
    default:
      throw new TemplateFault(`the operator '${operator}' is not Jinja's`)
  }
}

/** Arithmetic by the node's type; `+` also joins two texts or two lists. */
export function calculate(typename: string, left: TemplateValue, right: TemplateValue): TemplateValue {
  if (typename === 'Add') {
    if (typeof left === 'string' && typeof right === 'string') return left + right
    if (Array.isArray(left) && Array.isArray(right))
      return [...(left as TemplateValue[]), ...(right as TemplateValue[])]
  }
  if (typeof left !== 'number' || typeof right !== 'number') {
    throw new TemplateFault(`cannot calculate with ${kindOf(left)} and ${kindOf(right)}`, "texts are joined with '~'")
  }
  switch (typename) {
    case 'Add':
      return left + right
    case 'Sub':
      return left - right
    case 'Mul':
      return left * right
    case 'FloorDiv':
      return Math.floor(left / right)
    case 'Mod':
      return left - right * Math.floor(left / right)
    default:
      return left ** right
  }
}

/** The tests after `is`. */
export const TESTS: Readonly<Record<string, (value: TemplateValue) => boolean>> = {
  defined: (value) => value !== undefined,
  undefined: (value) => value === undefined,
  none: (value) => value === null,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  mapping: (value) => isMapping(value),
  iterable: (value) => Array.isArray(value) || typeof value === 'string',
}
