import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { simulate } from '../../src/simulate/index.js'

/** What stands for an id beside a number, for one that the platform or the company's own system made. */
const WITH_IDS = {
  genesys: [
    /("purpose":"(?:customer|external)",)([^]*?"ani":"tel:([^"]+)")/g,
    (_found: string, purpose: string, rest: string, number: string) =>
      `${purpose}"externalContactId":"contact-${idOf(number)}",${rest}`,
  ],
  flex: [
    /\\"from\\":\\"([^"\\]+)\\"/g,
    (found: string, number: string) => `${found},\\"customers\\":{\\"external_id\\":\\"Crm-${idOf(number)}\\"}`,
  ],
} as const

/** Writes exports of two days of August in which customers have ids: Genesys' own, and those that a Flex project names. */
export async function exportsWithCustomerIds(folder: string): Promise<void> {
  for (const platform of ['genesys', 'flex'] as const) {
    const outDir = join(folder, platform)
    await simulate({
      conversations: 40,
      days: 2,
      startDate: '2026-08-03',
      seed: 13,
      noise: new Set(),
      outDir,
      platform,
    })
    const [written, withId] = WITH_IDS[platform] as [RegExp, (...parts: string[]) => string]
    for (const name of readdirSync(join(outDir, 'conversations'))) {
      const path = join(outDir, 'conversations', name)
      const text = readFileSync(path, 'utf8')
      writeFileSync(path, text.replace(written, withId))
    }
  }
}

function idOf(number: string): string {
  return createHash('sha256').update(number).digest('hex').slice(0, 12)
}
