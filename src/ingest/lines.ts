import { contentOf, type Compression } from './decompress.js'

export interface Line {
  /** From 1, empty lines counted. */
  readonly number: number
  readonly bytes: Buffer
}

/** The lines of a file that are not empty, without byte-order mark and line end, in constant memory. */
export async function* readLines(path: string, compression: Compression): AsyncGenerator<Line> {
  const chunks = contentOf(path, compression)
  let number = 1
  let rest: Buffer[] = []
  try {
    for await (const chunk of chunks) {
      let at = 0
      for (let newline = chunk.indexOf(10); newline !== -1; newline = chunk.indexOf(10, at)) {
        rest.push(chunk.subarray(at, newline))
        const line = toLine(number++, rest)
        if (line !== undefined) yield line
        rest = []
        at = newline + 1
      }
      if (at < chunk.length) rest.push(chunk.subarray(at))
    }
    const line = toLine(number, rest)
    if (line !== undefined) yield line
  } finally {
    chunks.destroy()
  }
}

const SPACE = new Set([32, 9, 13])

function toLine(number: number, pieces: readonly Buffer[]): Line | undefined {
  let bytes = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
  if (number === 1 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3)
  if (bytes.at(-1) === 13) bytes = bytes.subarray(0, -1)
  return bytes.every((byte) => SPACE.has(byte)) ? undefined : { number, bytes }
}
