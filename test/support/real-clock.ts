import type { Clock } from '../../src/domain/time/time.ts'

/** For whatever runs in real time: separate processes, benches, and apps that compare signatures with it. */
export const realClock: Clock = { now: () => Date.now() }
