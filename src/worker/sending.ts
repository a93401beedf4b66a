import type { Instant } from '../domain/time/time.ts'
import type { Delivery } from '../store/deliveries.ts'
import type { Recording } from '../store/delivery-queue.ts'
import type { Lane } from '../store/take-lanes.ts'

/** The outcome of one attempt. */
export type Sending =
  /** `recording`: what to record together with the outcome, such as where the message is. */
  { outcome: 'sent'; recording?: Recording } | { outcome: 'skipped' | 'failed'; reason: string } | Retry

export type Retry = {
  outcome: 'retry'
  reason: string
  /** When to try again; waiting for it does not count as a failed attempt. If absent, the worker chooses a pause. */
  until?: Instant
  /** The whole lane waits for it, not only this delivery. */
  wholeLane?: boolean
  /** Slack said that it posted nothing, so there is no need to look. */
  refused?: boolean
}

/** What a sender can ask of the worker that holds the lane. */
export type HeldLane = {
  /**
   * Lets a call through, or throws `MustWait` or `LaneLost`.
   * @param method as in Slack's Web API, or whose calendars it is for
   */
  beforeCall(method: string): Promise<void>
  /** No more calls of that method are wanted for that many milliseconds. Recorded at once, for every process. */
  limited(method: string, after: number): Promise<never>
  /** Records that the message is about to be posted; throws `LaneLost`. */
  attempt(delivery: Delivery): Promise<void>
}

/** Sends a lane's notices to Slack one after another, outside any transaction. */
export type Send = (lane: Lane, heldLane: HeldLane) => (delivery: Delivery) => Promise<Sending>

export class MustWait extends Error {
  readonly method: string
  readonly until: Instant
  constructor(method: string, until: Instant) {
    super(`${method} is rate-limited`)
    this.method = method
    this.until = until
  }
}

/** Another worker has the lane by now, so this one stops working in it. */
export class LaneLost extends Error {}
