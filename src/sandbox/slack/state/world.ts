import type { Faults } from '../faults.ts'
import type { AppManifest } from '../manifest.ts'
import type { RequestLog } from '../request-log.ts'
import type { Clock } from './clock.ts'
import type { Installed } from './installed.ts'
import type { SlackState } from './state.ts'

/** What has just changed in the state, and for whom; a page redraws only that. */
export type Change =
  | { what: 'messages'; channel: string }
  | { what: 'ephemerals' | 'home' | 'modals'; memberId: string }
  | { what: 'members' | 'channels' | 'log' | 'events' | 'files' }

/** An Enterprise organisation (`E…`). */
export type Organisation = {
  id: string
  name: string
  domain: string
  /** The workspaces in which this member is. */
  teamsOf(memberId: string): string[]
}

/** The state, and what else the parts of the local Slack need. */
export type World = {
  state: SlackState
  /** Slack's time: message ts, life of triggers and response URLs, retries. */
  clock: Clock
  /** The time that signatures carry; apart from `clock`, because an app's signature check knows only the real one. */
  wallClock: Clock
  manifest: AppManifest | undefined
  /** The Enterprise organisation that owns this workspace. */
  organisation?: Organisation | undefined
  installed: Installed
  /** The bot scopes of the token that calls; undefined if every scope is granted. */
  scopes: readonly string[] | undefined
  signingSecret: string
  /** The deprecated verification token that each payload still carries. */
  verificationToken: string
  appUrl: string | undefined
  ackTimeoutMs: number
  log: RequestLog
  faults: Faults
  /** Types of blocks that this Slack refuses, although they break no rule. */
  undrawn: Set<string>
  /** The address of what belongs to this workspace alone, such as its response URLs; without a trailing slash. */
  baseUrl(): string
  changed(change: Change): void
}
