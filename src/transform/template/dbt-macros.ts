import { kindOf, toText } from './operations.js'
import { TemplateFault, type Named, type TemplateFunction, type TemplateValue } from './values.js'

/** dbt's cross-database macros, each with its parameters and the SQL that dbt-duckdb makes of it. */
const MACROS: Readonly<
  Record<string, readonly [parameters: readonly string[], sql: (...args: TemplateValue[]) => string]>
> = {
  datediff: [
    ['first_date', 'second_date', 'datepart'],
    (first, second, part) => dateDiff(toText(first), toText(second), toText(part)),
  ],
  dateadd: [
    ['datepart', 'interval', 'from_date_or_timestamp'],
    (part, count, from) => dateAdd(toText(part), toText(count), toText(from)),
  ],
  date_trunc: [['datepart', 'date'], (part, date) => `date_trunc('${toText(part)}', ${toText(date)})`],
  safe_cast: [['field', 'type'], (field, type) => `cast(${toText(field)} as ${toText(type)})`],
  cast: [['field', 'type'], (field, type) => `cast(${toText(field)} as ${toText(type)})`],
  concat: [['fields'], (fields) => concat(fields)],
  hash: [['field'], (field) => `md5(cast(${toText(field)} as TEXT))`],
  length: [['expression'], (expression) => `length(${toText(expression)})`],
  right: [['string_text', 'length_expression'], (text, length) => `right(${toText(text)}, ${toText(length)})`],
  position: [['substring_text', 'string_text'], (part, text) => `position(${toText(part)} in ${toText(text)})`],
  split_part: [
    ['string_text', 'delimiter_text', 'part_number'],
    (text, delimiter, part) => `string_split(${toText(text)}, ${toText(delimiter)})[ ${toText(part)} ]`,
  ],
  any_value: [['expression'], (expression) => `arbitrary(${toText(expression)})`],
  bool_or: [['expression'], (expression) => `bool_or(${toText(expression)})`],
  cast_bool_to_text: [['field'], (field) => `cast(${toText(field)} as TEXT)`],
  escape_single_quotes: [['expression'], (expression) => toText(expression).replaceAll("'", "''")],
  string_literal: [['value'], (value) => `'${toText(value)}'`],
  current_timestamp: [[], () => 'now()'],
  except: [[], () => 'except'],
  intersect: [[], () => 'intersect'],
  type_string: [[], () => 'TEXT'],
  type_timestamp: [[], () => 'timestamp'],
  type_float: [[], () => 'float'],
  type_numeric: [[], () => 'numeric(28,6)'],
  type_bigint: [[], () => 'bigint'],
  type_int: [[], () => 'integer'],
  type_boolean: [[], () => 'boolean'],
}

/** The namespace `dbt`. */
export const DBT_MACROS: Readonly<Record<string, TemplateFunction>> = Object.fromEntries(
  Object.entries(MACROS).map(([name, [parameters, sql]]) => [
    name,
    (args: readonly TemplateValue[], named: Named) => sql(...inOrder(`dbt.${name}`, parameters, args, named)),
  ]),
)

function inOrder(
  macro: string,
  parameters: readonly string[],
  args: readonly TemplateValue[],
  named: Named,
): TemplateValue[] {
  const unknown = Object.keys(named).find((name) => !parameters.includes(name))
  if (unknown !== undefined || args.length + Object.keys(named).length !== parameters.length) {
    throw new TemplateFault(`${macro}() takes ${parameters.join(', ') || 'no arguments'}`)
  }
  return parameters.map((parameter, index) => (index < args.length ? args[index] : named[parameter]))
}

function concat(fields: TemplateValue): string {
  if (!Array.isArray(fields)) throw new TemplateFault(`dbt.concat() takes a list, not ${kindOf(fields)}`)
  return (fields as TemplateValue[]).map(toText).join(' || ')
}

function dateDiff(first: string, second: string, part: string): string {
  if (part !== 'week') return `(date_diff('${part}', ${first}::timestamp, ${second}::timestamp ))`
  return `
            (${dateDiff(first, second, 'day')} // 7 + case
            when date_part('dow', (${first})::timestamp) <= date_part('dow', (${second})::timestamp) then
                case when ${first} <= ${second} then 0 else -1 end
            else
                case when ${first} <= ${second} then 1 else 0 end
        end)`
}

function dateAdd(part: string, count: string, from: string): string {
  const unit = part.toLowerCase()
  if (unit === 'quarter') return `(${from} + (cast(${count} as bigint) * 3) * interval 1 month)`
  if (unit === 'week') return `(${from} + (cast(${count} as bigint) * 7) * interval 1 day)`
  return `(${from} + cast(${count} as bigint) * interval 1 ${unit})`
}
