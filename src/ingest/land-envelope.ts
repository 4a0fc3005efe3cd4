import type { Effects } from '../effects.js'
import type { Warehouse } from '../warehouse/index.js'
import { contentOf } from './decompress.js'
import type { Item } from './item.js'
import { landFiles, landLargeFile, type FilesToLand } from './land-files.js'
import type { Reject } from './rejects.js'
import { withSpool, type Spool } from './spool.js'
import { NotUnrolled, Unroller } from './unroller.js'

/**
 * Lands an envelope that is too large to be read as the one value that it is: its records go a line each into a temporary
 * file, and from there step by step. What is not one envelope is read as other files are.
 *
 * @throws ReadFailure
 */
export async function landEnvelope(warehouse: Warehouse, files: FilesToLand, effects: Effects): Promise<Reject[]> {
  return withSpool(effects.signal, async (spool) => {
    const unrolled = await unroll(files.items[0]!, spool)
    if (unrolled === undefined) return landFiles(warehouse, files)
    return landLargeFile(warehouse, { ...files, items: [unrolled.item], envelope: unrolled }, effects)
  })
}

/** The item whose lines are the records of an envelope, and the envelope's stamp; undefined where it is not one document. */
async function unroll(item: Item, spool: Spool): Promise<{ item: Item; stamp: string | null } | undefined> {
  if (item.reader.kind !== 'envelopes') return undefined
  const { field, wrapperField, stampField } = item.reader
  const unroller = new Unroller(field, wrapperField)
  const lines = async function* (): AsyncGenerator<Buffer> {
    for await (const piece of contentOf(item.location, item.compression)) {
      const parts = unroller.add(piece)
      if (parts.length > 0) yield Buffer.concat(parts)
    }
  }
  try {
    const { location, size } = await spool.write(lines())
    const document = unroller.end()
    const stamp = stampField === undefined ? undefined : document[stampField]
    const { longestLineBytes } = unroller
    return {
      item: {
        ...item,
        location,
        contentBytes: size,
        longestLineBytes,
        compression: 'none',
        reader: { kind: 'lines', isCompact: false },
      },
      stamp: typeof stamp === 'string' ? stamp : null,
    }
  } catch (error) {
    if (error instanceof NotUnrolled) return undefined
    throw error
  }
}
