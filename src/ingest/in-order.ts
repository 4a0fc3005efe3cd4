/** Works on items, so many of them at once, and gives each with its result, in their order. */
export async function* inOrder<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<[Item, Result]> {
  const begun: Promise<Result>[] = []
  let next = 0
  for (const item of items) {
    while (begun.length < atOnce && next < items.length) {
      const result = work(items[next++]!)
      // Whoever takes it hears of its failure; until then nobody need.
      result.catch(() => undefined)
      begun.push(result)
    }
    yield [item, await begun.shift()!]
  }
}
