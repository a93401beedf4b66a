import type { Log } from '../app/log.ts'
import { type Clock, type Instant, MINUTE } from '../domain/time/time.ts'

type HousekeepingParts = {
  clock: Clock
  log: Log
  /** Each removes what nobody needs any more. */
  tasks: readonly ((now: Instant) => Promise<unknown>)[]
}

/**
 * Once a minute: what has had its time goes, so that no table grows without end, and the data of a workspace whose
 * grace period is none goes while whoever removed the app still looks. Mostly there is nothing to do.
 */
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
      }, MINUTE)
      timer.unref()
    },
    stop: async () => {
      clearInterval(timer)
      await tidying
    },
  }
}
