import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'

/** These start processes of their own or walk through the whole app several times: only `npm run proofs` has the time. */
const LONG = [
  'burst',
  'calendars',
  'chaos',
  'feeds',
  'fuzz',
  'instances',
  'kills',
  'lifecycle',
  'linearizability',
  'logs',
  'moves',
  'own-data',
  'partitions',
  'peers',
  'plans',
  'pooler',
  'races',
  'redelivery',
  'report',
  'scale',
  'stop',
  'tokens',
]

/** The same, of those that stand beside what they are about. */
export const longFiles = [
  'test/image.test.ts',
  'test/store/embedded/data-directory.test.ts',
  'test/store/embedded/on-disk.test.ts',
  'test/operating.test.ts',
]

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, `test/proofs/{${LONG}}/**`, ...longFiles],
    globalSetup: 'test/support/prepare-database.ts',
    // Nothing may depend on the process's own zone, so the suite runs in an awkward one.
    env: { TZ: 'America/St_Johns' },
    pool: 'forks',
    // Two processes, each with one database and one copy of the modules for all its files.
    maxWorkers: 2,
    isolate: false,
    // A busy machine must not fail a test.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    coverage: { provider: 'v8', include: ['src/**'], reporter: ['text-summary', 'json-summary'] },
  },
})
