import { defineConfig } from 'vitest/config'

/** The check against dbt, which .ci/run calls after it has installed dbt. */
export default defineConfig({
  test: {
    include: ['test/dbt/*.dbt.ts'],
    globalSetup: 'test/temporary-folder.ts',
    testTimeout: 600_000,
    hookTimeout: 600_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
