import type { Row } from '../result.js'

/** Rows as aligned text, e.g. for a message on a terminal. */
export function differenceTable(names: readonly string[], rows: readonly Row[]): string {
  const lines = [names, ...rows.map((row) => names.map((name) => (row[name] === null ? 'null' : String(row[name]))))]
  const widths = names.map((_name, index) => Math.max(...lines.map((line) => line[index]!.length)))
  return lines
    .map((line) =>
      line
        .map((cell, index) => cell.padEnd(widths[index]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
