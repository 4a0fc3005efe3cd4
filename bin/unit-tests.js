// Runs the unit tests of the bundled project on a database without data: no build of a user need run again what passes here.
import { writeFileSync } from 'node:fs'
import { builtTextsPath, bundledProject, textDigest } from '../dist/config/index.js'
import { prepareSchema } from '../dist/ingest/index.js'
import { buildProject, loadProject } from '../dist/transform/index.js'
import { Warehouse } from '../dist/warehouse/index.js'

const warehouse = await Warehouse.open(':memory:', { access: 'write' })
await prepareSchema(warehouse)
const { nodes } = await buildProject(warehouse, await loadProject([bundledProject()], {}), { fullRefresh: true })
warehouse.close()

const passed = nodes.filter(({ kind, status }) => kind === 'unit_test' && status === 'pass')
const failed = nodes.filter(({ status }) => ['fail', 'error'].includes(status))
writeFileSync(
  builtTextsPath('unit-tests'),
  JSON.stringify(Object.fromEntries(passed.map(({ fingerprint }) => [textDigest(fingerprint), true]))),
)
for (const { kind, name, message } of failed) process.stderr.write(`${kind} ${name}: ${message}\n`)
process.exitCode = failed.length === 0 ? 0 : 1
