import type { Log } from '../app/log.ts'
import type { WorkspaceId } from '../domain/ids.ts'
import { type Clock, type Instant, MINUTE } from '../domain/time/time.ts'
import { oneByOne } from './one-by-one.ts'

export type PlannerParts = {
  clock: Clock
  log: Log
  /** Where something may have to be planned until then. */
  toPlan(now: Instant, until: Instant): Promise<readonly WorkspaceId[]>
  /** Each writes what is due by then, and nothing twice. */
  plans: readonly ((workspace: WorkspaceId, until: Instant) => Promise<void>)[]
  /** Called when something that may be due was written. */
  wake(): void
}

export type Planner = {
  /** Writes what is due within the next minute. */
  plan(): Promise<void>
  /** Plans at once if planning is overdue by the clock, which was moved or stood still while the process slept. */
  catchUp(): void
  start(): void
  stop(): Promise<void>
}

/** Much less than a plan looks ahead, so that everything is sent at its exact time. */
const LOOK_EVERY = 20_000
const AHEAD = MINUTE

/** For what is due at a set time and not caused by an act, such as reminders. Any number of processes may run one. */
export const planner = ({ clock, log, toPlan, plans, wake }: PlannerParts): Planner => {
  let planned: Instant = clock.now()
  const plan = async () => {
    planned = clock.now()
    const until = planned + AHEAD
    const failing = { log, failed: 'what is due in a workspace could not be planned' }
    for (const workspace of await toPlan(planned, until))
      await oneByOne(failing, plans, (one) => one(workspace, until))
  }
  const look = async () => {
    try {
      await plan()
      wake()
    } catch (error) {
      log.error({ err: error }, 'what is due could not be planned')
    }
  }
  let looking = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  return {
    plan,
    catchUp: () => {
      if (timer && clock.now() - planned > 2 * LOOK_EVERY) looking = looking.then(look)
    },
    start: () => {
      looking = look()
      timer = setInterval(() => {
        looking = looking.then(look)
      }, LOOK_EVERY)
    },
    stop: async () => {
      clearInterval(timer)
      await looking
    },
  }
}
