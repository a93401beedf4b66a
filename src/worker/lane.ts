import type { Log } from '../app/log.ts'
import { conversationOf, type LaneName } from '../domain/notices.ts'
import type { Clock } from '../domain/time/time.ts'
import type { Delivery, Unreadable } from '../store/deliveries.ts'
import type { DeliveryQueue } from '../store/delivery-queue.ts'
import type { Lane } from '../store/take-lanes.ts'
import { type LanePauses, lanePauses } from './pauses.ts'
import { pauseAfter, type RetryPolicy, usualRetry } from './retry.ts'
import { type HeldLane, LaneLost, MustWait, type Retry, type Send, type Sending } from './sending.ts'
import type { RunStep } from './steps.ts'

export type Timing = {
  /**
   * How long a lane stays with a worker that does not renew it. At least half is left when a call begins: enough for
   * the call, and for a wait that Slack demanded of a process that was killed before it could record it.
   */
  lease: number
  /** After which a call to Slack times out; well below half the lease. */
  callWithin: number
  /** Between two messages to one member or channel: Slack accepts about one per second in each. */
  pace: number
  retry: RetryPolicy
}

export const usualTiming: Timing = { lease: 30_000, callWithin: 10_000, pace: 1_000, retry: usualRetry }

export type LaneParts = {
  queue: DeliveryQueue
  send: Send
  clock: Clock
  log: Log
  timing: Timing
  step: RunStep
  /** Called with the outcome of each attempt. */
  count(delivery: Delivery, outcome: Sending['outcome']): void
}

/** Deliveries read at once; each is sent and recorded by itself. */
const BATCH = 20

/**
 * Works through one lane, delivery by delivery, until none is due, the lane has to rest, or the worker stops. Nobody
 * else sends in it meanwhile, so a wait that Slack demands applies from the next call on, and two deliveries with one
 * order key never run side by side. @returns how many deliveries were tried
 */
export const workLane = async (parts: LaneParts, lane: Lane, isStopping: () => boolean): Promise<number> => {
  const { queue, clock, log, step } = parts
  const pauses = lanePauses(lane.pauses)
  let tried = 0
  try {
    const restsUntil = await sendAll(parts, lane, pauses, isStopping, () => {
      tried += 1
    })
    const now = clock.now()
    await step('release lane', () => queue.release(lane, pauses.kept(now), restsUntil ?? null, now))
  } catch (error) {
    // The lane is free when its lease ends. The next worker looks for what was posted and not recorded.
    if (error instanceof LaneLost) log.warn({ lane: lane.name }, 'a lane was lost to another worker')
    else log.error({ err: error, lane: lane.name }, 'a lane could not be worked through')
  }
  return tried
}

const sendAll = async (
  parts: LaneParts,
  lane: Lane,
  pauses: LanePauses,
  isStopping: () => boolean,
  tried: () => void,
): Promise<number | undefined> => {
  const { queue, clock, timing, step } = parts
  const send = parts.send(lane, heldLane(parts, lane, pauses))
  for (;;) {
    if (isStopping()) return undefined
    const now = clock.now()
    const batch = await step('claim', () => queue.claim(lane, BATCH, pauses.paced(now), timing.lease, now))
    if (batch === undefined) throw new LaneLost()
    if (batch.length === 0) return undefined
    for (const delivery of batch) {
      if (isStopping()) return undefined
      if ('unreadable' in delivery) {
        tried()
        await giveUp(parts, delivery)
        continue
      }
      if (lane.name === 'post' && pauses.isPaced(conversationOf(delivery.notice), clock.now())) continue
      const sending = await trySending(parts, lane, send, delivery)
      tried()
      parts.count(delivery, sending.outcome)
      if (sending.outcome !== 'skipped' && lane.name === 'post' && timing.pace > 0) {
        pauses.pace(conversationOf(delivery.notice), clock.now() + timing.pace)
      }
      await step('record outcome', () => record(parts, delivery, sending))
      if (sending.outcome === 'retry' && sending.wholeLane) return sending.until
    }
  }
}

/** Trying again would not make it readable. The rest of the lane goes on. */
const giveUp = async ({ queue, clock, log, step }: LaneParts, delivery: Unreadable): Promise<void> => {
  const { id, unreadable: reason } = delivery
  log.error({ delivery: id, reason }, 'a delivery cannot be read')
  await step('record outcome', () => queue.finish(delivery, { outcome: 'failed', reason }, clock.now()))
}

/** The method that a lane is for: while Slack limits it, the whole lane rests. Calendars of one provider do not rest for another. */
const lanesMethod = {
  post: 'chat.postMessage',
  update: 'chat.update',
  home: 'views.publish',
  calendars: null,
} as const satisfies Record<LaneName, string | null>

const trySending = async (
  { log }: LaneParts,
  lane: Lane,
  send: ReturnType<Send>,
  delivery: Delivery,
): Promise<Sending> => {
  try {
    return await send(delivery)
  } catch (error) {
    if (error instanceof LaneLost) throw error
    if (error instanceof MustWait) {
      const isTheLanes = error.method === lanesMethod[lane.name]
      return {
        outcome: 'retry',
        reason: error.message,
        until: error.until,
        wholeLane: isTheLanes,
        refused: isTheLanes,
      }
    }
    log.error({ err: error, delivery: delivery.id }, 'a delivery failed unexpectedly')
    return { outcome: 'retry', reason: 'unexpected error' }
  }
}

const record = (parts: LaneParts, delivery: Delivery, sending: Sending): Promise<void> => {
  const { queue, clock } = parts
  if (sending.outcome === 'retry') return recordRetry(parts, delivery, sending)
  if (sending.outcome !== 'sent') return queue.finish(delivery, sending, clock.now())
  return queue.finish(delivery, { outcome: 'sent' }, clock.now(), sending.recording)
}

const recordRetry = (
  { queue, clock, timing }: LaneParts,
  delivery: Delivery,
  retry: Retry,
): Promise<void> => {
  const { reason, until, refused = false } = retry
  if (until !== undefined) {
    return queue.postpone(delivery, { runAt: until, reason, tries: delivery.tries, refused })
  }
  const tries = delivery.tries + 1
  if (tries >= timing.retry.most) return queue.finish(delivery, { outcome: 'failed', reason }, clock.now())
  return queue.postpone(delivery, {
    runAt: clock.now() + pauseAfter(tries, timing.retry),
    reason,
    tries,
    refused,
  })
}

const heldLane = ({ queue, clock, timing, step }: LaneParts, lane: Lane, pauses: LanePauses): HeldLane => {
  let heldUntil = clock.now() + timing.lease
  const renewed = (isOurs: boolean, at: number) => {
    if (!isOurs) throw new LaneLost()
    heldUntil = at + timing.lease
  }
  return {
    beforeCall: async (method) => {
      const now = clock.now()
      const until = pauses.ofMethod(method, now)
      if (until !== undefined) throw new MustWait(method, until)
      // A call that begins now must end before another worker may take the lane.
      if (heldUntil - now < timing.lease / 2) renewed(await queue.hold(lane, timing.lease, now), now)
    },
    limited: async (method, after) => {
      const until = clock.now() + after
      pauses.pauseMethod(method, until)
      await queue.pause(lane, pauses.kept(clock.now()), null)
      throw new MustWait(method, until)
    },
    attempt: async (delivery) => {
      const now = clock.now()
      renewed(await step('record attempt', () => queue.attempt(lane, delivery, timing.lease, now)), now)
    },
  }
}
