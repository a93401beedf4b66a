/**
 * What the bench's tables hold. Numbers name everything, so that SQL, this program and pgbench's scripts know the
 * same rows without asking: 50 workspaces of 2,000 members, and as many requests as the size says, spread among
 * them as each workspace's k-th. Even-numbered members send, odd-numbered ones receive; no two requests share
 * a pair, and requests of equal `round` (k / 1000) involve each member at most once, so that all of them can be booked
 * for the same time.
 */
export const WORKSPACES = 50
export const MEMBERS = 2_000

/** Monday 23 November 2026, 10:00 UTC: the bench does everything at this time. */
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

/** Sessions that accepted requests long ago; they share the requests' numbers. */
export const SESSION_PREFIX = '01900000-0000-7000-a000-'

/** Numbers begin here, so that all of a kind are equally long. Requests were sent one a second (`sentAt`, epoch seconds). */
export const FIRST = {
  workspace: 10,
  member: 10_000,
  row: 100_000_000_000,
  sentAt: NOW / 1_000 - 10_368_000,
} as const

export const workspaceName = (w: number) => `${names.workspace.prefix}${FIRST.workspace + w}`

/** The last digit of k decides a request's fate, so each fate has a tenth of a workspace's requests. */
export const FATES = { dismissible: 0, bookable: 1, dismissed: 7, accepted: 8, withdrawn: 9 } as const

/** A member with 100,000 requests and one with ten, in a workspace of their own. */
export const LISTS = {
  workspace: 'TLISTS',
  long: 'U0LONG',
  short: 'U0SHORT',
  lengths: { long: 100_000, short: 10 },
}

/** Cards to press, and the members who press them. */
export const CLICKS = { cardPrefix: '01900000-0000-7000-b000-', memberPrefix: 'U0CLICK' }
