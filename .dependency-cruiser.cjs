/** The house's direction of imports: commands → cli, render, app → rooms → platforms, warehouse → config, errors. */
const rooms = ['ingest', 'transform', 'findings', 'reports', 'simulate']
const ground = ['config', 'counted\\.ts', 'errors\\.ts', 'effects\\.ts', 'result\\.ts']
const only = (from, allowed) => ({
  name: `${from}-imports-only-what-lies-below`,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: `^src/(${[from, ...allowed, ...ground].map((room) => room.endsWith('.ts') ? room : `${room}/`).join('|')})` },
})
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    only('commands', ['cli', 'render', 'app']),
    only('cli', ['render', 'app']),
    only('app', [...rooms, 'platforms', 'warehouse']),
    only('ingest', ['platforms', 'warehouse']),
    only('transform', ['warehouse']),
    only('findings', ['warehouse']),
    only('reports', ['warehouse', 'transform']),
    only('simulate', ['platforms']),
    only('platforms', []),
    only('warehouse', []),
    only('render', []),
    { name: 'config-imports-errors-only', severity: 'error', from: { path: '^src/config/' }, to: { path: '^src/', pathNot: '^src/(config/|errors\\.ts|effects\\.ts)' } },
    { name: 'duckdb-only-in-warehouse', severity: 'error', from: { path: '^src', pathNot: '^src/warehouse/' }, to: { path: '@duckdb/' } },
    { name: 'oclif-only-in-cli-and-commands', severity: 'error', from: { path: '^src', pathNot: '^src/(cli|commands)/' }, to: { path: '@oclif/' } },
    { name: 'platform-names-stay-home', severity: 'error', from: { path: '^src', pathNot: '^src/platforms/' }, to: { path: '^src/platforms/[^/]+/' } },
  ],
  options: { tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' }, tsConfig: { fileName: 'tsconfig.json' }, enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'], extensions: ['.ts', '.js'] } },
}
