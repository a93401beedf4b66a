/**
 * What the bench's tables hold, everything named by numbers, so that SQL, this program and pgbench's scripts know the
 * same rows without asking: 50 workspaces of 2,000 members, and as many requests as were asked for, which lie among
 * them as each workspace's k-th. Members with even numbers send, those with odd ones receive; no two requests are of
 * one pair, and those of equal `round` (k / 1000) concern each member once at most, so that all of them can be booked
 * for one time.
 */
export const WORKSPACES = 50
export const MEMBERS = 2_000

/** Monday 23 November 2026, 10:00 UTC: the time of everything that the bench does. */
export const NOW = Date.UTC(2026, 10, 23, 10)

/** A name is a prefix and a number, in this program and in pgbench alike: `U0BENCH` and 10007. */
export type Name = { prefix: string; number: string }

export const names = {
  workspace: { prefix: 'TBENCH', number: 'workspace' },
  sender: { prefix: 'U0BENCH', number: 'sender' },
  receiver: { prefix: 'U0BENCH', number: 'receiver' },
  request: { prefix: '01900000-0000-7000-8000-', number: 'row' },
  card: { prefix: '01900000-0000-7000-9000-', number: 'row' },
} as const satisfies Record<string, Name>

/** Sessions that accepted requests long ago, numbered like these. */
export const SESSION_PREFIX = '01900000-0000-7000-a000-'

/** Numbers begin here, so that all of a kind are equally long. Requests were sent one a second (`sentAt`, epoch seconds). */
export const FIRST = {
  workspace: 10,
  member: 10_000,
  row: 100_000_000_000,
  sentAt: NOW / 1_000 - 10_368_000,
} as const

export const workspaceName = (w: number) => `${names.workspace.prefix}${FIRST.workspace + w}`

/** Each tenth request of a workspace has one fate: the digit of k. */
export const FATES = { dismissible: 0, bookable: 1, dismissed: 7, accepted: 8, withdrawn: 9 } as const

/** Whoever has a list of 100,000 requests, and whoever has one of ten; in a workspace of their own. */
export const LISTS = {
  workspace: 'TLISTS',
  long: 'U0LONG',
  short: 'U0SHORT',
  lengths: { long: 100_000, short: 10 },
}

/** Cards to press on, and those who do. */
export const CLICKS = { cardPrefix: '01900000-0000-7000-b000-', memberPrefix: 'U0CLICK' }
