import { Random } from './random.js'

const SHARES = { returning: 0.3, withheld: 0.04 } as const

/** The number of the conversation by which the customer of another came first: one in three comes back, after any time. */
export function firstConversationOf(seed: number, index: number): number {
  let first = index
  for (let random = new Random(seed, 0xc057, first); random.chance(SHARES.returning);) {
    if (first === 0) return 0
    first = random.whole(0, first - 1)
    random = new Random(seed, 0xc057, first)
  }
  return first
}

export function isNumberWithheld(seed: number, index: number): boolean {
  return new Random(seed, 0x3174, index).chance(SHARES.withheld)
}
