import type { Lane } from '../store/take-lanes.ts'
import { type LaneParts, workLane } from './lane.ts'

export type OutboxWorker = {
  /** Delivers everything due now. @returns how many attempts that took */
  drain(): Promise<number>
  /** Looks at once instead of after the interval. */
  wake(): void
  start(): void
  /** Ends the loop once the work under way is done. */
  stop(): Promise<void>
}

/** What other processes wrote is found only by looking. */
const LOOK_EVERY = 1_000
/** Lanes worked at once. One whose calls all hang takes one of these places; a workspace has four lanes. */
const SLOTS = 32

const keyOf = ({ workspace, name }: Lane) => `${workspace} ${name}`

export const outboxWorker = (parts: LaneParts): OutboxWorker => {
  const { queue, clock, log, timing, step } = parts
  const working = new Map<string, Promise<unknown>>()
  let stopping = false
  let wakeUp = () => {}

  const take = async () => {
    const lanes = await step('take lanes', () => queue.take(SLOTS - working.size, timing.lease, clock.now()))
    // After a leap of the clock, a lane that is still being worked here looks free.
    return lanes.filter((lane) => !working.has(keyOf(lane)))
  }
  const work = (lane: Lane): Promise<number> => {
    const task = workLane(parts, lane, () => stopping).finally(() => {
      working.delete(keyOf(lane))
      wakeUp()
      // By then a message that had to wait behind another to the same member is due.
      if (lane.name === 'post' && timing.pace > 0) setTimeout(() => wakeUp(), timing.pace).unref()
    })
    working.set(keyOf(lane), task)
    return task
  }

  const drain = async () => {
    for (let tries = 0; ; ) {
      const lanes = await take()
      if (lanes.length === 0) return tries
      for (const tried of await Promise.all(lanes.map(work))) tries += tried
    }
  }

  const loop = async () => {
    while (!stopping) {
      // Created before the look, so that a wake during it is not lost.
      const woken = new Promise<void>((resolve) => {
        wakeUp = resolve
      })
      const timer = setTimeout(() => wakeUp(), LOOK_EVERY)
      try {
        for (const lane of working.size < SLOTS ? await take() : []) void work(lane)
      } catch (error) {
        log.error({ err: error }, 'the outbox could not be read')
      }
      await woken
      clearTimeout(timer)
    }
    await Promise.all(working.values())
  }

  let running: Promise<void> | undefined
  return {
    drain,
    wake: () => wakeUp(),
    start: () => {
      running ??= loop()
    },
    stop: async () => {
      stopping = true
      wakeUp()
      await running
    },
  }
}
