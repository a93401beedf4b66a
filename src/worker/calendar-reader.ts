import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../app/log.ts'
import type { WorkspaceId } from '../domain/ids.ts'
import type { Clock, Instant } from '../domain/time/time.ts'

export type CalendarReaderParts<Address> = {
  clock: Clock
  log: Log
  /** In which workspaces an address is to be read. */
  toRead(now: Instant): Promise<readonly WorkspaceId[]>
  /** Takes up to so many, for this process alone. */
  take(workspace: WorkspaceId, addresses: number): Promise<readonly Address[]>
  read(workspace: WorkspaceId, address: Address): Promise<void>
  /** Milliseconds between the beginnings of two readings. Default: none. */
  pace?: number
}

/** What others wrote, and what time made due, is found only by looking. */
const LOOK_EVERY = 10_000
/**
 * Addresses read at once: a server that hangs takes one of these places for ten seconds, and none of the outbox's. So
 * 50 hanging ones among 10,000 take less than a tenth of them in the quarter of an hour in which each is read once.
 */
const PLACES = 16
/**
 * Milliseconds between the beginnings of two readings: what came due since the last look does not come all at once over
 * those who click, and ten thousand addresses still take less than ten minutes.
 */
export const READING_PACE = 50
/** Of those, for one workspace in each look, so that a large one leaves room for others. */
const AT_ONCE = 8
/** Milliseconds in which places become free that are filled together: a look costs the database more than one more address. */
const FILLED_TOGETHER = 300

/** Reads calendars from outside, beside the outbox and never in its way: no statement waits while a server is asked. */
export const calendarReader = <Address>(parts: CalendarReaderParts<Address>) => {
  const { clock, log, toRead, take, read, pace = 0 } = parts
  const reading = new Set<Promise<void>>()
  let isStopping = false

  /** When the next may begin. */
  let turn: Promise<unknown> = Promise.resolve()
  const begin = (workspace: WorkspaceId, address: Address) => {
    const begun = turn
    if (pace > 0) turn = begun.then(() => sleep(pace))
    const task = begun
      .then(() => read(workspace, address))
      .catch((error: unknown) => log.error({ err: error }, 'a calendar could not be read'))
      .finally(() => {
        reading.delete(task)
        lookSoon()
      })
    reading.add(task)
  }

  /** Fills the places that are free. @returns whether it took anything */
  const fill = async (): Promise<boolean> => {
    let isAny = false
    for (const workspace of reading.size < PLACES ? await toRead(clock.now()) : []) {
      const free = Math.min(PLACES - reading.size, AT_ONCE)
      if (free <= 0 || isStopping) break
      for (const address of await take(workspace, free)) {
        isAny = true
        begin(workspace, address)
      }
    }
    return isAny
  }

  let looking: Promise<unknown> = Promise.resolve()
  let isLookAhead = false
  let timer: NodeJS.Timeout | undefined
  /** One look after another; a look that is wanted while one waits is the same. */
  const look = () => {
    if (isLookAhead || isStopping || !timer) return
    isLookAhead = true
    looking = looking
      .then(() => {
        isLookAhead = false
        return fill()
      })
      .catch((error: unknown) => log.error({ err: error }, 'it could not be found which calendars to read'))
  }
  let soon: NodeJS.Timeout | undefined
  const lookSoon = () => {
    soon ??= setTimeout(() => {
      soon = undefined
      look()
    }, FILLED_TOGETHER)
  }
  return {
    /** Looks at once instead of after the interval. */
    wake: look,
    /** Reads whatever is due now, to the end. */
    drain: async (): Promise<void> => {
      do await Promise.all(reading)
      while ((await fill()) || reading.size > 0)
    },
    start: () => {
      timer ??= setInterval(look, LOOK_EVERY)
      look()
    },
    /** What is being read is finished; a calendar whose server hangs is read by others when its lease ends. */
    stop: async () => {
      isStopping = true
      clearInterval(timer)
      await looking
      await Promise.all(reading)
      clearTimeout(soon)
    },
  }
}
