import type { Log } from '../app/log.ts'
import type { WorkspaceId } from '../domain/ids.ts'
import { type Clock, type Instant, MINUTE } from '../domain/time/time.ts'

export type PlannerParts = {
  clock: Clock
  log: Log
  workspaces: readonly WorkspaceId[]
  /** Each writes what comes due by then, and nothing a second time. */
  plans: readonly ((workspace: WorkspaceId, until: Instant) => Promise<void>)[]
  /** Called when something was written that may be due. */
  wake(): void
}

export type Planner = {
  /** Writes what comes due within the next minute. */
  plan(): Promise<void>
  /** Plans at once where the clock says that this should have happened by now: it was moved, or the process slept. */
  catchUp(): void
  start(): void
  stop(): Promise<void>
}

/** Planned ahead by more than the time between two looks, so that each goes out at its very moment. */
const LOOK_EVERY = 20_000
const AHEAD = MINUTE

/** Reminders and nudges: told at a time of their own, not by an act. Any number of processes may run one. */
export const planner = ({ clock, log, workspaces, plans, wake }: PlannerParts): Planner => {
  let planned: Instant = clock.now()
  const plan = async () => {
    planned = clock.now()
    const until = planned + AHEAD
    for (const workspace of workspaces) for (const one of plans) await one(workspace, until)
  }
  const look = async () => {
    try {
      await plan()
      wake()
    } catch (error) {
      log.error({ err: error }, 'reminders and nudges could not be planned')
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
