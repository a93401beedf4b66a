import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Journeys through a real browser: `npm run test:browser`, apart from the suite because it needs a Chromium. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/browser/**/*.journey.ts'],
    env: { TZ: 'America/St_Johns' },
    pool: 'forks',
    maxWorkers: 1,
    globalSetup: 'test/browser/support/one-sandbox.ts',
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // A wait ends with what it waits for; on a busy machine, a second is not enough.
    expect: { poll: { timeout: 15_000 } },
  },
})
