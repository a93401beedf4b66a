import type { Log } from '../app/log.ts'
import { type Clock, type Instant, MINUTE } from '../domain/time/time.ts'
import { oneByOne } from './one-by-one.ts'

type HousekeepingParts = {
  clock: Clock
  log: Log
  /** Each deletes what nobody needs any more. */
  tasks: readonly ((now: Instant) => Promise<unknown>)[]
}

/**
 * Once a minute, deletes what is no longer needed, so that no table grows without end. That often because a workspace
 * without a grace period expects its data to be gone at once. Usually there is nothing to do.
 */
export const housekeeping = ({ clock, log, tasks }: HousekeepingParts) => {
  const tidy = () => oneByOne({ log, failed: 'housekeeping failed' }, tasks, (task) => task(clock.now()))
  let tidying = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  return {
    tidy,
    start: () => {
      timer = setInterval(() => {
        tidying = tidying.then(tidy)
      }, MINUTE)
      timer.unref()
    },
    stop: async () => {
      clearInterval(timer)
      await tidying
    },
  }
}
