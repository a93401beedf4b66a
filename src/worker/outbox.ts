import { type Clock, MINUTE } from '../domain/time.ts'
import type { Log } from '../log.ts'
import type { Deliveries, Delivery, Settled } from '../store/deliveries.ts'

/** What came of one try. `retry`: not now, but `after` milliseconds, or when the worker thinks best. */
export type Sending = Settled | { outcome: 'retry'; reason: string; after?: number }

/** Brings one notice to Slack, outside any transaction. */
export type Send = (delivery: Delivery) => Promise<Sending>

export type OutboxWorker = {
  /** Delivers all that is due now and returns how many tries that took. */
  drain(): Promise<number>
  /** Looks at once rather than at the next interval. */
  wake(): void
  start(): void
  /** Ends the loop after what is under way. */
  stop(): Promise<void>
}

const BATCH = 50
/** Longer than any send with its time-outs: what a killed worker held comes due again after it. */
const LEASE = MINUTE
const LOOK_EVERY = 1_000
const MOST_TRIES = 12

/** Doubling pauses from one second, at most five minutes. */
const pause = (attempts: number) => Math.min(1_000 * 2 ** (attempts - 1), 5 * MINUTE)

export const outboxWorker = (deliveries: Deliveries, send: Send, clock: Clock, log: Log): OutboxWorker => {
  const deliverOne = async (delivery: Delivery) => {
    const sending = await send(delivery).catch((error: unknown): Sending => {
      log.error({ err: error, delivery: delivery.id }, 'a delivery broke')
      return { outcome: 'retry', reason: 'unexpected error' }
    })
    if (sending.outcome !== 'retry') return deliveries.settle(delivery, sending, clock.now())
    if (delivery.attempts >= MOST_TRIES) {
      return deliveries.settle(delivery, { outcome: 'failed', reason: sending.reason }, clock.now())
    }
    const runAt = clock.now() + (sending.after ?? pause(delivery.attempts))
    return deliveries.postpone(delivery, runAt, sending.reason)
  }

  const drain = async () => {
    for (let tries = 0; ; ) {
      const claimed = await deliveries.claim(BATCH, LEASE, clock.now())
      if (claimed.length === 0) return tries
      await Promise.all(claimed.map(deliverOne))
      tries += claimed.length
    }
  }

  let running: Promise<void> | undefined
  let stopping = false
  let wakeUp = () => {}

  const loop = async () => {
    while (!stopping) {
      // Made before the look, so that a wake during it is not lost.
      const woken = new Promise<void>((resolve) => {
        wakeUp = resolve
      })
      const timer = setTimeout(() => wakeUp(), LOOK_EVERY)
      await drain().catch((error: unknown) => log.error({ err: error }, 'the outbox could not be read'))
      await woken
      clearTimeout(timer)
    }
  }

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
