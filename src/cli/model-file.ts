import type { WriteModelFile } from '../app/export.js'
import { arrowOf, piecesOf } from '../render/index.js'
import { writeAtomically } from './output.js'

/** Writes a model's rows to a file, whole or not at all: CSV in constant memory, Arrow as compact columns. */
export const writeModelFile: WriteModelFile = async (path, format, columns, batches) => {
  if (format === 'arrow') {
    await writeAtomically(path, await arrowOf(columns, batches))
    return
  }
  const pieces = await piecesOf('csv', columns)
  await writeAtomically(path, async (write) => {
    await write(pieces.head)
    for await (const batch of batches) await write(pieces.rows(batch))
  })
}
