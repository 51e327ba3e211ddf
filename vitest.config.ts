import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{engine,api,models,seeds}/**/*.test.ts'],
    globalSetup: ['engine/store/testing/globalSetup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Several versions of one program shouldn't measure different things: money and dates are read in one zone.
    env: { TZ: 'UTC' },
  },
})
