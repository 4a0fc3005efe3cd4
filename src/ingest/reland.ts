import { silentEffects, type Effects } from '../effects.js'
import { platforms, type Entity, type Platform } from '../platforms/index.js'
import { quotedIdentifier, type Warehouse } from '../warehouse/index.js'
import { throwIfInterrupted } from './interrupt.js'
import { allKept } from './personal-data.js'
import { landRecords } from './land-records.js'
import { rawTables } from './raw-tables.js'

/** About so much text is landed at once, in characters. */
const STEP_CHARACTERS = 96 << 20

/**
 * Lands every record anew from its kept text, in one transaction: what stands in raw afterwards is what this cxkpi reads
 * in it. What came from columnar files has no text and stays as it is; so do rejects.
 *
 * @returns the number of records
 */
export async function relandPayloads(warehouse: Warehouse, effects: Effects = silentEffects): Promise<number> {
  return warehouse.transaction(async () => {
    const groups = await listRecords(warehouse)
    for (const table of await rawTables(warehouse)) {
      if (table === 'raw."payloads"') continue
      await warehouse.run(`delete from ${table} where (file_id, file_row) in (select file_id, file_row from relanded)`)
    }
    let done = 0
    const total = groups.reduce((sum, { count }) => sum + count, 0)
    for (const group of groups) {
      const step = Math.max(1, Math.floor(STEP_CHARACTERS / Math.max(1, group.characters / group.count)))
      for (let from = 1; from <= group.count; from += step) {
        throwIfInterrupted(effects)
        effects.progress('landing', done / total)
        await relandStep(warehouse, group, from, from + step - 1)
        done += Math.min(step, group.count - from + 1)
      }
    }
    await warehouse.run('drop table relanded')
    return total
  })
}

/** Records of one load, organisation and entity. */
interface Group {
  readonly platform: Platform
  readonly entity: Entity
  readonly loadId: number
  readonly org: string
  readonly count: number
  readonly characters: number
}

/** Makes `relanded`: each kept text with what the ledger and raw know of it, numbered within its group. */
async function listRecords(warehouse: Warehouse): Promise<Group[]> {
  await warehouse.run(
    `create or replace temp table relanded (
        file_id integer, file_row bigint, load_id integer, org_id varchar, platform varchar, entity varchar,
        stamp varchar, position bigint
    )`,
  )
  const groups: Group[] = []
  for (const platform of platforms) {
    for (const entity of platform.entities) {
      await listEntity(warehouse, platform, entity)
      const rows = await warehouse.rows(
        `select relanded.load_id, org_id, count(*) as count, sum(strlen(payload))::double as characters
        from relanded join raw.payloads using (file_id, file_row)
        where platform = $platform and entity = $entity group by all order by all`,
        { platform: platform.name, entity: entity.name },
      )
      for (const row of rows) {
        const [loadId, count, characters] = [row.load_id, row.count, row.characters].map(Number) as [
          number,
          number,
          number,
        ]
        groups.push({ platform, entity, loadId, org: String(row.org_id), count, characters })
      }
    }
  }
  return groups
}

/** A file of several entities tells by its raw rows which text is which. */
async function listEntity(warehouse: Warehouse, platform: Platform, entity: Entity): Promise<void> {
  const table = `raw.${quotedIdentifier(entity.table)}`
  const stampField = platform.stampField ?? ''
  const stamps = await warehouse.rows(
    `select 1 from duckdb_columns() where database_name = current_database() and schema_name = 'raw'
        and table_name = $table and column_name = $stampField`,
    { table: entity.table, stampField },
  )
  const stamp = stamps.length === 0 ? 'null' : `any_value(${quotedIdentifier(stampField)})`
  await warehouse.run(
    `insert into relanded
    with files as (
        select file_id, org_id, max(data_available_at) as data_available_at,
            (select count(distinct entity) from meta.files as others where others.file_id = files.file_id) as entity_count
        from meta.files as files where platform = $platform and entity = $entity group by 1, 2
    ),
    landed as (
        select file_id, file_row, ${stamp} as stamp from ${table}
        where file_id in (select file_id from files) group by 1, 2
    )
    select payloads.file_id, payloads.file_row, payloads.load_id, files.org_id, $platform, $entity,
        case when landed.file_id is null
            then strftime(data_available_at at time zone 'UTC', '%Y-%m-%dT%H:%M:%S.%gZ') else landed.stamp end,
        row_number() over (partition by payloads.load_id, files.org_id order by payloads.file_id, payloads.file_row)
    from raw.payloads as payloads
    join files using (file_id)
    left join landed using (file_id, file_row)
    where landed.file_id is not null or files.entity_count = 1`,
    { platform: platform.name, entity: entity.name },
  )
}

async function relandStep(warehouse: Warehouse, group: Group, from: number, to: number): Promise<void> {
  const { platform, entity, loadId, org } = group
  await warehouse.run(
    `create or replace temp table landing_payloads as
    select relanded.file_id, relanded.file_row, payload, stamp
    from relanded join raw.payloads using (file_id, file_row)
    where relanded.load_id = $loadId and org_id = $org and platform = $platform and entity = $entity
        and position between $from and $to`,
    { loadId, org, platform: platform.name, entity: entity.name, from, to },
  )
  const ids = { loadId, org, stepBytes: STEP_CHARACTERS, readsTyped: false, personalData: allKept(warehouse) }
  await landRecords(warehouse, platform, entity, ids, { sql: 'from landing_payloads', isStored: true })
  await warehouse.run('drop table landing_payloads')
}
