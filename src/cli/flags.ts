import * as Flags from '@oclif/core/flags'
import type { Format } from '../render/index.js'

export const GLOBAL = 'GLOBAL'
const OUTPUT = 'OUTPUT'
const FORMAT_NAMES = ['table', 'csv', 'ndjson', 'markdown', 'arrow', 'parquet'] as const

const exclusive = (name: string) => [...FORMAT_NAMES, 'json'].filter((other) => other !== name)
const formatFlag = (name: (typeof FORMAT_NAMES)[number], description: string) =>
  Flags.boolean({ description, helpGroup: OUTPUT, exclusive: exclusive(name) })

/** What every command understands. */
export const globalFlags = {
  db: Flags.string({ description: 'The database file.', helpValue: 'FILE', helpGroup: GLOBAL }),
  config: Flags.string({ description: 'The configuration file.', helpValue: 'FILE', helpGroup: GLOBAL }),
  wait: Flags.integer({
    description: 'Wait so many seconds for another process to let go of the database.',
    helpValue: 'SECONDS',
    helpGroup: GLOBAL,
    default: 0,
    min: 0,
  }),
}

/** How rows leave. Without any: a table on a terminal, CSV in a pipe. */
export const formatFlags = {
  table: formatFlag('table', 'An aligned table for people.'),
  csv: formatFlag('csv', 'CSV, every column, exact numbers.'),
  ndjson: formatFlag('ndjson', 'One JSON object a line.'),
  markdown: formatFlag('markdown', 'A Markdown table.'),
  arrow: formatFlag('arrow', 'An Arrow IPC stream, types kept.'),
  parquet: formatFlag('parquet', 'A Parquet file, types kept.'),
  output: Flags.string({
    char: 'o',
    description: 'Write to a file, whole or not at all; its ending names the format.',
    helpValue: 'FILE',
    helpGroup: OUTPUT,
  }),
}

/** The format that flags name, if they do. */
export function namedFormat(flags: Readonly<Record<string, unknown>>): Format | undefined {
  if (flags['json'] === true) return 'json'
  return FORMAT_NAMES.find((name) => flags[name] === true)
}

/** Which models a command is about. */
export const selectFlag = Flags.string({
  char: 's',
  description: "Only these models, in dbt's grammar: name, mrt_*, path:…, tag:…, +above, below+.",
  multiple: true,
  multipleNonGreedy: true,
})
