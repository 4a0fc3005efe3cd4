// Writes down the statements that a build, or a report, sends to the database, for the bare side to repeat.
import { writeFileSync } from 'node:fs'

const [what, database, configPath, target] = process.argv.slice(2)
const { Warehouse } = await import('../../dist/warehouse/index.js')
const { loadConfig } = await import('../../dist/config/index.js')
const app = await import('../../dist/app/index.js')

const statements = []
const { run, stream } = Warehouse.prototype
Warehouse.prototype.run = function (sql, parameters = {}) {
  statements.push({ sql, parameters })
  return run.call(this, sql, parameters)
}
Warehouse.prototype.stream = function (sql, parameters = {}) {
  statements.push({ sql, parameters })
  return stream.call(this, sql, parameters)
}

const config = await loadConfig({ config: configPath, db: database })
const context = { config, waitMs: 0 }
if (what === 'build') await app.build(context, { fullRefresh: true })
else await app.report(context, { name: 'queue-daily', withTotals: false })

const isTheQuery = ({ sql }) => /with\b|select\b/i.test(sql) && /from "?mrt_daily_queue_kpis"?/i.test(sql)
const kept = what === 'build' ? statements : statements.filter(isTheQuery).slice(-1)
writeFileSync(
  target,
  JSON.stringify(kept, (_, value) => (typeof value === 'bigint' ? Number(value) : value)),
)
