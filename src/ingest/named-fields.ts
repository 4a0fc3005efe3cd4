import type { Shape } from '../platforms/index.js'
import { isList, withoutComments } from './sql-text.js'

/**
 * The part of a shape whose fields a statement names: what is not asked for need not be parsed.
 *
 * A list or object that is named keeps a field at least, and so its form: what is no list there is still none.
 */
export function namedFields(shape: Shape, statement: string): Shape {
  const text = withoutComments(statement)
  return text.includes('*') ? shape : pruned(shape, text)
}

function pruned(shape: Shape, text: string): Shape {
  if (typeof shape === 'string') return shape
  if (isList(shape)) return [pruned(shape[0], text)]
  const fields = Object.entries(shape)
  const named = fields.filter(([name]) => names(text, name))
  const kept = named.length > 0 ? named : fields.slice(0, 1)
  return Object.fromEntries(kept.map(([name, inner]) => [name, pruned(inner, text)]))
}

function names(text: string, field: string): boolean {
  return new RegExp(`(?<![\\w$])${field.replace(/[^\w]/g, '\\$&')}(?![\\w$])`).test(text)
}
