import { CxkpiError } from '../errors.js'

const REF = /\{\{-?\s*ref\(\s*(['"])(\w+)\1\s*\)\s*-?\}\}/g

/**
 * The SQL of a report with every `{{ ref('model') }}` replaced by a relation.
 *
 * The engine of the models is not used on purpose: loading it costs more than a stored report does.
 *
 * @throws CxkpiError CXK4001 for any other template text
 */
export function referring(sql: string, name: string, relation: (model: string) => string): string {
  const text = sql.replace(REF, (_whole, _quote: string, model: string) => relation(model))
  if (!/\{[{%#]/.test(text)) return text
  throw new CxkpiError('CXK4001', `the report ${name} uses a template other than {{ ref('model') }}`, {
    hint: 'put the logic into a model and read it here',
  })
}
