import { defineConfig } from 'vitest/config'
import { mendedPostgresInTests } from './seeds/cli/postgresDriver.mjs'

export default defineConfig({
  plugins: [mendedPostgresInTests],
  test: {
    include: ['{engine,api,models,seeds}/**/*.test.ts'],
    globalSetup: ['engine/store/testing/globalSetup.ts'],
    // As it is bundled for the product.
    server: { deps: { inline: ['postgres'] } },
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Several versions of one program shouldn't measure different things: money and dates are read in one zone.
    env: { TZ: 'UTC' },
  },
})
