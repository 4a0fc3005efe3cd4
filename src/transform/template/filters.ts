import { isTrue, kindOf, toText } from './operations.js'
import { TemplateFault, type TemplateValue } from './values.js'

type Filter = (value: TemplateValue, args: readonly TemplateValue[]) => TemplateValue

function listOf(value: TemplateValue): readonly TemplateValue[] {
  if (Array.isArray(value)) return value as readonly TemplateValue[]
  throw new TemplateFault(`a list is needed here, not ${kindOf(value)}`)
}

/** The filters after `|`, each as Jinja's. */
export const FILTERS: Readonly<Record<string, Filter>> = {
  upper: (value) => toText(value).toUpperCase(),
  lower: (value) => toText(value).toLowerCase(),
  trim: (value) => toText(value).trim(),
  string: (value) => toText(value),
  int: (value) => Math.trunc(Number(toText(value))) || 0,
  replace: (value, [from, to]) => toText(value).replaceAll(toText(from), toText(to)),
  join: (value, [separator]) =>
    listOf(value)
      .map(toText)
      .join(separator === undefined ? '' : toText(separator)),
  length: (value) => (typeof value === 'string' ? value.length : listOf(value).length),
  first: (value) => listOf(value)[0],
  last: (value) => listOf(value).at(-1),
  list: (value) => listOf(value),
  default: (value, [fallback, alsoFalse]) =>
    value === undefined || (isTrue(alsoFalse) && !isTrue(value)) ? (fallback ?? '') : value,
}
