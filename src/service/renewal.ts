import { setTimeout as sleep } from 'node:timers/promises'
import { SECOND } from '../domain/time/time.ts'

/** Whoever finds that another is renewing something looks again so often, and for as long as that can usually take. */
const LOOK_EVERY = SECOND / 4
const MOST_LOOKS = 24

/**
 * Looks until nobody else is renewing what is needed. What may be renewed by one process at a time, because a refresh token
 * is good once, is leased and not locked: the embedded database has one connection, a pool has ten, and none may wait for
 * somebody else's server.
 * @returns what the last look found; undefined if others took too long
 */
export const afterOthers = async <Found>(
  look: () => Promise<Found | 'renewing'>,
): Promise<Found | undefined> => {
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const found = await look()
    if (found !== 'renewing') return found
    await sleep(LOOK_EVERY, undefined, { ref: false })
  }
  return undefined
}
