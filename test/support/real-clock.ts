import type { Clock } from '../../src/domain/time/time.ts'

/** For what lives in real time: processes of their own, benches, and apps that compare signatures with it. */
export const realClock: Clock = { now: () => Date.now() }
