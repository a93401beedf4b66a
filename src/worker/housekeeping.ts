import { type Clock, HOUR, type Instant } from '../domain/time.ts'
import type { Log } from '../log.ts'

type HousekeepingParts = {
  clock: Clock
  log: Log
  /** Each removes what nobody needs any more. */
  tasks: readonly ((now: Instant) => Promise<unknown>)[]
}

/** Once an hour: what has had its time goes, so that no table grows without end. */
export const housekeeping = ({ clock, log, tasks }: HousekeepingParts) => {
  const tidy = async () => {
    for (const task of tasks) {
      await task(clock.now()).catch((error: unknown) => log.error({ err: error }, 'housekeeping broke'))
    }
  }
  let tidying = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  return {
    start: () => {
      timer = setInterval(() => {
        tidying = tidying.then(tidy)
      }, HOUR)
      timer.unref()
    },
    stop: async () => {
      clearInterval(timer)
      await tidying
    },
  }
}
