import type { Random } from '../random.js'

/** A line that no JSON parser accepts, as a broken transfer or a careless hand leaves it. */
export function malformedLine(text: string, random: Random): string {
  const record = text.split('\n', 1)[0] as string
  const cut = random.whole(20, Math.min(400, record.length - 2))
  return random.pick([
    record.slice(0, cut),
    `${record.slice(0, 60)} oops}`,
    record.replace('":', '"'),
    `-- export interrupted after ${cut} bytes --`,
  ])
}
