/** The records of a small CSV text (RFC 4180, spaces around unquoted cells dropped); blank lines are none. */
export function parseCsv(text: string): string[][] {
  const records: string[][] = []
  let cells: string[] = []
  const cell = /\s*(?:"((?:[^"]|"")*)"|([^,\r\n]*))[^\S\r\n]*(,|\r?\n|$)/y
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text)
    if (match === null) break
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2]!.trim())
    if (match[3] === ',') continue
    if (cells.some((value) => value !== '')) records.push(cells)
    cells = []
  }
  return records
}
