import { describe, expect, it } from 'vitest'
import { NotUnrolled, Unroller } from '../../src/ingest/unroller.js'

function unrolled(text: string, pieceBytes: number, field = 'records', wrapperField?: string) {
  const unroller = new Unroller(field, wrapperField)
  const bytes = Buffer.from(text)
  const parts: Buffer[] = []
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    parts.push(...unroller.add(Buffer.from(bytes.subarray(from, from + pieceBytes))))
  }
  return { lines: Buffer.concat(parts).toString(), document: unroller.end(), longest: unroller.longestLineBytes }
}

describe('the records of an envelope, a line each', () => {
  const records = [{ id: 'a,b', text: 'é ] } " \\ \n' }, { list: [[1, 2], { records: [3] }] }, null, 5, 'x', []]

  it.each([1, 2, 3, 7, 1000])('are those of its list, read %i bytes at a time', (pieceBytes) => {
    for (const space of [undefined, 2]) {
      const text = JSON.stringify({ before: { records: ['no'] }, records, after: 'é', stamp: '2026' }, null, space)
      const { lines, document, longest } = unrolled(text, pieceBytes)
      const read = lines.trimEnd().split('\n')
      expect(read.map((line) => JSON.parse(line) as unknown)).toEqual(records)
      expect(document).toEqual({ before: { records: ['no'] }, records: [], after: 'é', stamp: '2026' })
      expect(longest).toBe(Math.max(...read.map((line) => Buffer.byteLength(line))))
    }
  })

  it('are those of the list within what wraps it', () => {
    const { lines, document } = unrolled('{"records": [], "result":{"records":[1, 2]}}', 4, 'records', 'result')
    expect(lines).toBe('1\n 2\n')
    expect(document).toEqual({ records: [] })
  })

  it('are none where the list is empty', () => {
    expect(unrolled('{"records": [ ]}', 5).lines).toBe('')
  })

  it.each([
    ['several documents', '{"records":[1]}{"records":[2]}'],
    ['no such list', '{"others":[1]}'],
    ['a list that is not closed', '{"records":[1,2'],
    ['nothing between two commas', '{"records":[1,,2]}'],
    ['a comma before the end', '{"records":[1,]}'],
    ['two such lists', '{"records":[1],"records":[2]}'],
    ['the list on its own', '[1,2]'],
  ])('are not told of %s', (_, text) => {
    expect(() => unrolled(text, 4)).toThrow(NotUnrolled)
  })
})
