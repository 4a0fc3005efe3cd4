import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { platforms, type Entity } from '../platforms/index.js'
import { OtherProcess, parquetRows, quotedString, type Session, type Warehouse } from '../warehouse/index.js'
import type { Reject } from './rejects.js'
import type { StandIn } from './stand-in.js'

/** What becomes of personal data of customers when records are landed: it goes, a keyed hash stands for it, or it stays. */
export type PersonalDataMode = 'mask' | 'hash' | 'keep'

/** How a load takes personal data out of records before anything of them comes to the process that stores it. */
export interface PersonalData {
  /** Whether it is taken out at all: then every record lands by way of its JSON text. */
  readonly isTakenOut: boolean
  /** Where the SQL runs that reads files: in the database itself only where all is kept. */
  readonly session: Session
  /** The records of a query of that session, with their texts as `payload`, as a query of the database: without personal data. */
  readonly takeOut: (entity: Entity, sql: string) => Promise<TakenOut>
  /** What is kept of lines that nobody could read: not their text. */
  readonly withheld: <T extends Omit<Reject, 'fileId'>>(rejects: readonly T[]) => T[]
}

export interface TakenOut {
  readonly sql: string
  readonly drop: () => Promise<void>
}

/** Takes nothing out: also for texts that were stored as they were to be. */
export function allKept(warehouse: Warehouse): PersonalData {
  return {
    isTakenOut: false,
    session: warehouse,
    takeOut: (_entity, sql) => Promise.resolve({ sql, drop: () => Promise.resolve() }),
    withheld: (rejects) => [...rejects],
  }
}

/**
 * Gives work the means to take personal data out of records. Files are read in a process of their own then, which hands
 * over what it has made of their records in Parquet files: these hold values and nothing else.
 */
export async function withPersonalData<T>(
  warehouse: Warehouse,
  { mode, withheldAddresses }: { readonly mode: PersonalDataMode; readonly withheldAddresses: readonly string[] },
  work: (personalData: PersonalData) => Promise<T>,
): Promise<T> {
  if (mode === 'keep') return work(allKept(warehouse))
  const standIn: StandIn = mode === 'mask' ? { mode } : { mode, key: await keyOf(warehouse), withheldAddresses }
  return OtherProcess.with(warehouse, { program: 'ingest/reading', told: standIn }, (reader, redact) =>
    work({
      isTakenOut: true,
      session: reader,
      takeOut: takingOut(reader, String(redact)),
      withheld: (rejects) =>
        rejects.map((reject) => ({
          ...reject,
          reason: `the line cannot be read; its text is not kept (pii: ${mode})`,
          payload: null,
        })),
    }),
  )
}

/** As many records are held in memory at once by each thread. */
const STEP_RECORDS = 4096

function takingOut(reader: OtherProcess, redact: string): PersonalData['takeOut'] {
  let count = 0
  return async (entity, sql) => {
    const file = join(reader.folder, `${++count}.parquet`)
    const payload = `${redact}(${quotedString(platformOf(entity))}, payload)`
    await reader.run(
      `copy (select * replace (${payload} as payload) from (${sql})) to ${quotedString(file)}
      (format parquet, compression lz4_raw, row_group_size ${STEP_RECORDS})`,
    )
    return { sql: `from ${parquetRows(file)}`, drop: () => rm(file) }
  }
}

async function keyOf(warehouse: Warehouse): Promise<string> {
  await warehouse.run('insert into meta.pii_key select $key where not exists (from meta.pii_key)', {
    key: randomBytes(32).toString('hex'),
  })
  const [row] = await warehouse.rows('select key from meta.pii_key')
  return String(row?.key)
}

function platformOf(entity: Entity): string {
  return platforms.find(({ entities }) => entities.includes(entity))!.name
}
