import type { Instant } from '../domain/time/time.ts'
import type { Delivery } from '../store/deliveries.ts'
import type { Lane, Recording } from '../store/delivery-queue.ts'

/** What came of one try. */
export type Sending =
  /** `recording`: what is to be kept together with the outcome, such as where the message stands. */
  { outcome: 'sent'; recording?: Recording } | { outcome: 'skipped' | 'failed'; reason: string } | Retry

export type Retry = {
  outcome: 'retry'
  reason: string
  /** Not before; waiting for it is no try in vain. Without it the worker thinks of a pause. */
  until?: Instant
  /** The whole lane waits for it, not this delivery alone. */
  wholeLane?: boolean
  /** Slack said that nothing was posted: nobody need look whether it was. */
  refused?: boolean
}

/** What the sender may ask of the worker while a lane is its own. */
export type Turn = {
  /** Lets a call to Slack through, or throws `MustWait` or `LaneLost`. @param method as in Slack's Web API */
  beforeCall(method: string): Promise<void>
  /** Slack wants no more calls of that method for so many milliseconds: kept at once, for every process. */
  limited(method: string, after: number): Promise<never>
  /** Records that the message is about to be posted; throws `LaneLost`. */
  attempt(delivery: Delivery): Promise<void>
}

/** Brings a lane's notices to Slack one after another, outside any transaction. */
export type Send = (lane: Lane, turn: Turn) => (delivery: Delivery) => Promise<Sending>

export class MustWait extends Error {
  readonly method: string
  readonly until: Instant
  constructor(method: string, until: Instant) {
    super(`${method} is rate-limited`)
    this.method = method
    this.until = until
  }
}

/** Another worker has the lane by now: this one lets go of everything. */
export class LaneLost extends Error {}
