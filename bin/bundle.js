// Bundles src and most of what it imports into dist: a start reads about fifty files instead of five hundred.
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'

const root = fileURLToPath(new URL('..', import.meta.url))
const commands = readdirSync(`${root}src/commands`).map((name) => `commands/${name.replace(/\.ts$/, '')}`)
/** What the other programs of bin and test/bench call past the commands. */
const rooms = ['app/index', 'config/index', 'ingest/index', 'transform/index', 'warehouse/index']
/** What runs in processes that the command starts. */
const programs = ['warehouse/serving', 'ingest/reading']
const entries = ['cli/main', 'cli/command-not-found', ...commands, ...rooms, ...programs]

await build({
  cwd: root,
  input: Object.fromEntries(entries.map((entry) => [entry, `src/${entry}.ts`])),
  platform: 'node',
  // Native code and wasm lie beside their modules; oclif would read TypeScript, were it asked to.
  external: [/^@duckdb\/node-bindings/, /^parquet-wasm/, /^typescript$/],
  output: {
    dir: 'dist',
    cleanDir: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    sourcemap: true,
  },
})
