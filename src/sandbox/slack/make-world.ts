import { createFaults } from './faults.ts'
import type { AppManifest } from './manifest.ts'
import { createRequestLog } from './request-log.ts'
import type { Clock } from './state/clock.ts'
import type { World } from './state/world.ts'

/** What the app and its developer have chosen, for all workspaces alike. */
export type AppOptions = {
  /** Slack's time: message ts, life of triggers, tokens and response URLs, retries. */
  clock: Clock
  /** The time in signatures, which apps compare with the real time; by default that of `clock`. */
  wallClock?: Clock
  /** Where the app takes requests; `connect` can set it later. */
  appUrl?: string
  signingSecret?: string
  /** Commands, shortcuts, scopes and event subscriptions; without a manifest everything is allowed. */
  manifest?: AppManifest
  /** 0 (the default) takes a free port. Always on 127.0.0.1. */
  port?: number
  /** How many real milliseconds the app has to acknowledge; by default Slack's 3,000. */
  ackTimeoutMs?: number
  /** Decides which ids and tokens are given out; random by default. */
  salt?: string
  /** The seed for faults with a probability. */
  faultSeed?: number
}

/** A world with a log and faults of its own. */
export const makeWorld = (
  options: AppOptions,
  own: Pick<World, 'state' | 'installed' | 'scopes' | 'organisation' | 'baseUrl' | 'changed'>,
): World => ({
  ...own,
  clock: options.clock,
  wallClock: options.wallClock ?? options.clock,
  manifest: options.manifest,
  signingSecret: options.signingSecret ?? 'local-slack-signing-secret',
  verificationToken: 'local-slack-verification',
  appUrl: options.appUrl,
  ackTimeoutMs: options.ackTimeoutMs ?? 3000,
  log: createRequestLog(() => own.changed({ what: 'log' })),
  faults: createFaults(options.faultSeed),
  undrawn: new Set(),
})
