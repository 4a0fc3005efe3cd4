import { visibleText } from './visible-text.js'

const MIN_WIDTH = 9

/** 'avg_handle_seconds' → 'AVG HANDLE' (the unit stands in every cell), in lines no wider than the cells under it. */
export function headerText(name: string, cells: readonly string[]): string {
  const words = visibleText(name)
    .replace(/_(seconds|rate|pct|count)$/, (suffix) => (suffix === '_rate' || suffix === '_pct' ? '\u00a0%' : ''))
    .replaceAll('_', ' ')
    .toUpperCase()
    .split(' ')
  const width = Math.max(MIN_WIDTH, widest(words), widest(cells))
  const lines = words.reduce<string[]>((above, word) => {
    const last = above.at(-1)
    if (last === undefined || last.length + 1 + word.length > width) return [...above, word]
    return [...above.slice(0, -1), `${last} ${word}`]
  }, [])
  return lines.join('\n').replaceAll('\u00a0', ' ')
}

export function widest(texts: readonly string[]): number {
  return texts.reduce((width, { length }) => Math.max(width, length), 0)
}
