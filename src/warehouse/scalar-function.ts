import { DuckDBScalarFunction, VARCHAR } from '@duckdb/node-api'
import { messageOf } from '../errors.js'

/** A function of texts as DuckDB calls it, some thousand rows at a time; what it throws fails the statement. */
export function toScalarFunction(
  name: string,
  parameterCount: number,
  compute: (...texts: string[]) => string,
): DuckDBScalarFunction {
  return DuckDBScalarFunction.create({
    name,
    parameterTypes: Array<typeof VARCHAR>(parameterCount).fill(VARCHAR),
    returnType: VARCHAR,
    // Else DuckDB would compute it a second time for a condition on its result.
    volatile: true,
    mainFunction(info, input, output) {
      try {
        const columns = Array.from({ length: parameterCount }, (_, index) => input.getColumnVector(index))
        for (let row = 0; row < input.rowCount; row++) {
          const texts = columns.map((column) => column.getItem(row) as string | null)
          output.setItem(row, texts.every((text) => text !== null) ? compute(...texts) : null)
        }
        output.flush()
      } catch (error) {
        info.setError(messageOf(error))
      }
    },
  })
}
