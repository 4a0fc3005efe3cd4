import { contentOf, type Compression } from './decompress.js'

const [NEWLINE, RETURN, QUOTE] = [10, 13, 34]

/**
 * Whether some rows of a delimited text end with CR LF and others with LF alone. DuckDB then fails, or finds no row and says
 * nothing. Line ends inside of quotes are values, and may be any.
 */
export async function hasMixedLineEnds(path: string, compression: Compression): Promise<boolean> {
  return (await endsDiffer(path, compression, allEnds)) && endsDiffer(path, compression, endsOfRows())
}

/** The line ends of a further piece of a text: whether each has a return before it. */
type Ends = (piece: Buffer, before: number) => Iterable<boolean>

async function endsDiffer(path: string, compression: Compression, ends: Ends): Promise<boolean> {
  const chunks = contentOf(path, compression)
  let first: boolean | undefined
  let before = 0
  try {
    for await (const chunk of chunks) {
      for (const hasReturn of ends(chunk, before)) {
        if (hasReturn !== (first ??= hasReturn)) return true
      }
      before = chunk.at(-1) ?? before
    }
    return false
  } finally {
    chunks.destroy()
  }
}

function* allEnds(piece: Buffer, before: number): Iterable<boolean> {
  for (let at = piece.indexOf(NEWLINE); at !== -1; at = piece.indexOf(NEWLINE, at + 1)) {
    yield (at === 0 ? before : piece[at - 1]) === RETURN
  }
}

function endsOfRows(): Ends {
  let isInQuotes = false
  return function* (piece, before) {
    let previous = before
    for (const byte of piece) {
      if (byte === QUOTE) isInQuotes = !isInQuotes
      else if (byte === NEWLINE && !isInQuotes) yield previous === RETURN
      previous = byte
    }
  }
}
