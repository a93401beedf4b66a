import { mergeConfig } from 'vitest/config'
import usual from '../../vitest.config.ts'

/** For the run of journeys.test.ts that finds out which journey asks which statement. */
export default mergeConfig(usual, { test: { setupFiles: ['test/proofs/walls/note-reached.ts'] } })
