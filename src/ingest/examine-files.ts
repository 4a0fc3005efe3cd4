import type { Effects } from '../effects.js'
import type { Session, Warehouse } from '../warehouse/index.js'
import { ByteProgress } from './byte-progress.js'
import type { SourceFile } from './discover.js'
import type { Refusal } from './detect.js'
import { examineJsonRows, examineTable, holdsRows, type ExaminedIn, type Known } from './examine-table.js'
import { examineFile } from './examine.js'
import { inOrder } from './in-order.js'
import { throwIfInterrupted } from './interrupt.js'
import type { Item } from './item.js'
import { knownHashes } from './ledger.js'
import type { LoadedFile } from './load-result.js'
import { outcome, sameContent } from './outcomes.js'

/** A file with the content of another one of the same load. */
export interface Copy {
  readonly file: SourceFile
  readonly original: string
}

const NO_ZONE = 'its times are wall times of a zone that it does not name: set source_timezone in cxkpi.yml'

interface Examination {
  readonly org: string
  /** Runs the SQL that reads files. */
  readonly session: Session
  readonly sourceTimezone: string | undefined
}

/** Looks at all files: says of which there is nothing to land, and gives those that are to be landed. */
export async function examineFiles(
  warehouse: Warehouse,
  files: readonly SourceFile[],
  { org, session, sourceTimezone }: Examination,
  outcomes: Map<string, LoadedFile>,
  effects: Effects,
): Promise<{ items: Item[]; copies: Copy[] }> {
  const known = await knownHashes(warehouse, org)
  const firsts = new Map<string, string>() // hash → path, of this load
  const items: Item[] = []
  const copies: Copy[] = []
  const progress = new ByteProgress('reading', files, effects)
  const texts = inOrder(files, AT_ONCE, (file) => examineText(file, effects.signal))
  for await (const [file, text] of texts) {
    throwIfInterrupted(effects)
    const item = await examineRows({ warehouse, session, org }, file, text, effects.signal)
    if ('refusal' in item) {
      outcomes.set(file.path, outcome(file, 'refused', item.refusal.replaceAll(file.location, file.path)))
    } else if ('known' in item) {
      outcomes.set(file.path, outcome(file, 'known', item.known))
    } else if (item.hasLocalTimes === true && sourceTimezone === undefined) {
      outcomes.set(file.path, outcome(item, 'refused', NO_ZONE))
    } else if (known.has(item.sha256)) {
      const before = known.get(item.sha256)!
      const message = before === file.path ? 'loaded before' : sameContent(before)
      outcomes.set(file.path, outcome(file, 'known', message))
    } else if (firsts.has(item.sha256)) {
      copies.push({ file, original: firsts.get(item.sha256)! })
    } else {
      firsts.set(item.sha256, file.path)
      items.push(item)
    }
    progress.add(file)
  }
  return { items, copies }
}

/** Files whose bytes are read and hashed while another one's beginning is looked at. */
const AT_ONCE = 4

/** What a file of text holds; undefined where its records are rows, or it cannot be read. */
async function examineText(file: SourceFile, signal: AbortSignal): Promise<Item | Refusal | undefined> {
  if (file.refusal !== undefined) return { refusal: file.refusal }
  const isOther = await holdsRows(file).catch(() => true)
  return isOther ? undefined : examineFile(file, signal)
}

/** Rows are told by DuckDB, one file after the other; everything else by the file's text. */
async function examineRows(
  where: ExaminedIn,
  file: SourceFile,
  text: Item | Refusal | undefined,
  signal: AbortSignal,
): Promise<Item | Refusal | Known> {
  const item = text ?? (await examineTable(where, file, signal))
  return 'refusal' in item || 'known' in item || item.entity?.isTabular !== true || item.reader.kind === 'table'
    ? item
    : examineJsonRows(where.session, item)
}
