import type { Json } from '../manifest.js'

/**
 * The name dbt gives a generic test: the test, the model, then the arguments in the order of their names.
 *
 * @param prefix 'source_' for a test on a source
 */
export function testName(prefix: string, test: string, on: string, args: Readonly<Record<string, Json>>): string {
  const parts = Object.keys(args)
    .sort()
    .flatMap((name) => flatten(args[name]!))
    .map((part) => part.replace(/[^0-9a-zA-Z_]+/g, '_'))
  return `${prefix}${test}_${on}_${parts.join('__')}`
}

function flatten(value: Json): string[] {
  if (Array.isArray(value)) return value.map((item: Json) => pythonText(item))
  if (typeof value === 'object' && value !== null) return Object.values(value).map((item: Json) => pythonText(item))
  return [pythonText(value)]
}

function pythonText(value: Json): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
