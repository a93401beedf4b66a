import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { ActEnd } from '../service/act.ts'
import type { Delivery } from '../store/deliveries.ts'
import type { WaitingDeliveries } from '../store/delivery-records.ts'
import type { Sending } from '../worker/sending.ts'

/** How an installation ended, or the replacing of a token. */
export type InstallOutcome = 'installed' | 'declined' | 'failed' | 'refreshed' | 'broken'

export type Metrics = {
  /** How an act of a member's ended. */
  acted(how: ActEnd): void
  /** How one attempt at a delivery ended. */
  tried(delivery: Delivery, outcome: Sending['outcome']): void
  /** How an installation ended, or the replacing of a token. */
  installed(outcome: InstallOutcome): void
  /** How long Slack waited for an answer, in milliseconds. */
  acknowledged(ms: number): void
  /** All metrics in Prometheus' text format. If the database does not answer, its figures are NaN. */
  read(): Promise<{ contentType: string; text: string }>
}

/** Slack waits 3 s. */
const ACKNOWLEDGED_WITHIN = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3]

/** Counts only: no member, no workspace, no text. @param waiting asks the database about the state of the outbox */
export const createMetrics = (waiting: () => Promise<WaitingDeliveries>): Metrics => {
  // Not prom-client's default registry: that is one per process, and tests run several apps in one process.
  const registry = new Registry()
  const registers = [registry]
  // Which act it was is not told: of a single dismissal nobody may know.
  const acts = new Counter({
    name: 'mentorship_acts_total',
    help: 'Acts of members, by what came of them (refused: there was a reason against it; failed: something broke).',
    labelNames: ['outcome'],
    registers,
  })
  const tries = new Counter({
    name: 'mentorship_deliveries_total',
    help: 'Tries of deliveries by this process, by kind and by what came of them (retry: it is tried again).',
    labelNames: ['kind', 'outcome'],
    registers,
  })
  const acknowledgements = new Histogram({
    name: 'mentorship_acknowledgement_seconds',
    help: 'From a request of Slack’s to its answer.',
    buckets: ACKNOWLEDGED_WITHIN,
    registers,
  })
  const installations = new Counter({
    name: 'mentorship_installations_total',
    help: 'Installations (installed, declined, failed) and replaced tokens (refreshed, broken: to be installed again).',
    labelNames: ['outcome'],
    registers,
  })
  const due = new Gauge({
    name: 'mentorship_deliveries_due',
    help: 'Deliveries whose time has come and that are not over.',
    registers,
  })
  const oldest = new Gauge({
    name: 'mentorship_oldest_delivery_seconds',
    help: 'For how long the oldest of them has waited since it was written or, when planned ahead, due.',
    registers,
  })
  const failed = new Gauge({
    name: 'mentorship_deliveries_failed',
    help: 'Deliveries that were given up and kept (npm run deliveries).',
    registers,
  })
  return {
    acted: (outcome) => acts.inc({ outcome }),
    tried: ({ notice }, outcome) => tries.inc({ kind: notice.kind, outcome }),
    installed: (outcome) => installations.inc({ outcome }),
    acknowledged: (ms) => acknowledgements.observe(ms / 1_000),
    read: async () => {
      const now = await waiting().catch(() => undefined)
      for (const gauge of [due, oldest, failed]) gauge.reset()
      due.set(now?.due ?? Number.NaN)
      oldest.set(now ? now.oldestMs / 1_000 : Number.NaN)
      failed.set(now?.failed ?? Number.NaN)
      return { contentType: registry.contentType, text: await registry.metrics() }
    },
  }
}
