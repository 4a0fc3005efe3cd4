import fc from 'fast-check'
import { gzipSync } from 'node:zlib'

/** Values that stand where others belong. */
const STRANGE_VALUES = [
  'null',
  '""',
  '[]',
  '{}',
  'true',
  '-1',
  '1e400',
  '9007199254740993',
  '"9007199254740993"',
  '0.1',
  '"NaN"',
  '"2026-02-30T25:61:61.000Z"',
  '"0000-00-00T00:00:00Z"',
  '"+294247-01-10T04:00:54.775Z"',
  '"1969-12-31"',
  '"\\u0000"',
  '"\\ud800"',
  '"\'; drop table raw.payloads; --"',
  '"=HYPERLINK(\\"http://evil.example\\")"',
  '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]',
]

/** What is done to a file. Places are fractions of its length. */
export type Mutation =
  | { readonly kind: 'value'; readonly at: number; readonly value: string }
  | { readonly kind: 'rename'; readonly at: number; readonly name: string }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'byte'; readonly at: number; readonly byte: number }
  | { readonly kind: 'drop'; readonly at: number; readonly length: number }
  | { readonly kind: 'repeat'; readonly at: number; readonly length: number }
  | { readonly kind: 'encode'; readonly how: 'utf16' | 'bom' | 'crlf' | 'gzip' | 'cut gzip' }

const at = fc.double({ min: 0, max: 1, noNaN: true })
const length = fc.integer({ min: 1, max: 200 })

export const mutations: fc.Arbitrary<Mutation> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('value' as const), at, value: fc.constantFrom(...STRANGE_VALUES) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('rename' as const),
      at,
      name: fc.constantFrom('conversationId', 'CONVERSATIONID', 'id', 'name', 'type', '', '__proto__', '"', 'a.b', '$'),
    }),
  },
  fc.record({ kind: fc.constant('cut' as const), at }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('byte' as const), at, byte: fc.nat(255) }) },
  fc.record({ kind: fc.constant('drop' as const), at, length }),
  fc.record({ kind: fc.constant('repeat' as const), at, length }),
  fc.record({
    kind: fc.constant('encode' as const),
    how: fc.constantFrom('utf16' as const, 'bom' as const, 'crlf' as const, 'gzip' as const, 'cut gzip' as const),
  }),
)

/** The file after the mutation. */
export function mutated(content: Buffer, mutation: Mutation): Buffer {
  if (mutation.kind === 'encode') return encoded(content, mutation.how)
  const place = Math.floor(mutation.at * content.length)
  const [before, after] = [content.subarray(0, place), content.subarray(place)]
  switch (mutation.kind) {
    case 'cut':
      return before
    case 'byte':
      return Buffer.concat([before, Buffer.from([mutation.byte]), after.subarray(1)])
    case 'drop':
      return Buffer.concat([before, after.subarray(mutation.length)])
    case 'repeat':
      return Buffer.concat([before, after.subarray(0, mutation.length), after])
    case 'value':
      return Buffer.concat([
        before,
        replaced(after, /(:\s*)("(?:[^"\\]|\\.)*"|-?[\d.]+|true|false|null)/, mutation.value),
      ])
    case 'rename':
      return Buffer.concat([
        before,
        replaced(after, /([{,]\s*)("(?:[^"\\]|\\.)*")(?=\s*:)/, JSON.stringify(mutation.name)),
      ])
  }
}

function replaced(text: Buffer, pattern: RegExp, value: string): Buffer {
  return Buffer.from(
    text.toString('latin1').replace(pattern, (_all, lead: string) => lead + value),
    'latin1',
  )
}

function encoded(content: Buffer, how: (Mutation & { kind: 'encode' })['how']): Buffer {
  switch (how) {
    case 'utf16':
      return Buffer.from(`\ufeff${content.toString('utf8')}`, 'utf16le')
    case 'bom':
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), content])
    case 'crlf':
      return Buffer.from(content.toString('latin1').replaceAll('\n', '\r\n'), 'latin1')
    case 'gzip':
      return gzipSync(content)
    case 'cut gzip':
      return gzipSync(content).subarray(0, -9)
  }
}
