import { describe, expect, it } from 'vitest'
import { inOrder } from '../../src/ingest/in-order.js'

const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function taken<Item, Result>(results: AsyncGenerator<[Item, Result]>): Promise<[Item, Result][]> {
  const list: [Item, Result][] = []
  for await (const each of results) list.push(each)
  return list
}

describe('work on several items at once', () => {
  it('gives each item with its result, in their order, whichever is done first', async () => {
    const results = inOrder([30, 1, 15, 0], 3, async (ms) => {
      await after(ms)
      return `after ${ms}`
    })
    expect(await taken(results)).toEqual([
      [30, 'after 30'],
      [1, 'after 1'],
      [15, 'after 15'],
      [0, 'after 0'],
    ])
  })

  it('goes no further ahead than it may', async () => {
    const begun: number[] = []
    for await (const [item] of inOrder([0, 1, 2, 3, 4, 5], 2, (each) => Promise.resolve(begun.push(each)))) {
      expect(begun).toEqual([0, 1, 2, 3, 4, 5].slice(0, item + 2))
    }
    expect(begun).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('says that an item failed when it is its turn, and that none did to who stops before', async () => {
    const work = (item: number) => (item === 1 ? Promise.reject(new Error('no')) : Promise.resolve(item))
    const seen: number[] = []
    const all = async () => {
      for await (const [item] of inOrder([0, 1, 2], 3, work)) {
        await after(1)
        seen.push(item)
      }
    }
    await expect(all()).rejects.toThrow('no')
    expect(seen).toEqual([0])
    for await (const [item] of inOrder([0, 1], 2, work)) if (item === 0) break
    await after(1)
  })
})
