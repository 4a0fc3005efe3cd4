import { writeSync } from 'node:fs'

/** Whether people see colours there: a terminal, and no one said otherwise. */
export function hasColor(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, TERM } = process.env
  return stream.isTTY && (NO_COLOR === undefined || NO_COLOR === '') && TERM !== 'dumb'
}

/** Writes everything before it returns; a reader that left (`| head`) ends the output in silence. */
export async function writeOut(data: string | Uint8Array): Promise<void> {
  if (isGone || data.length === 0) return
  await new Promise<void>((resolve) => {
    process.stdout.write(data, () => {
      resolve()
    })
  })
}

/** Talk for people; never data. */
export function writeTalk(text: string): void {
  try {
    writeSync(2, text)
  } catch {
    process.stderr.write(text)
  }
}

let isGone = false

/** Makes a closed pipe an end, not a crash. */
export function endQuietlyOnClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      isGone = true
    })
  }
}
