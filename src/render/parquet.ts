import type { Column, Row } from '../result.js'
import { renderArrow } from './arrow.js'

/** A Parquet file (snappy, which every reader knows) with the same types as the Arrow stream it is made from. */
export async function renderParquet(result: { columns: readonly Column[]; rows: readonly Row[] }): Promise<Uint8Array> {
  const { Compression, Table, WriterPropertiesBuilder, writeParquet } = await import('parquet-wasm')
  const table = Table.fromIPCStream(await renderArrow(result))
  const properties = new WriterPropertiesBuilder().setCompression(Compression.SNAPPY).build()
  return writeParquet(table, properties)
}
