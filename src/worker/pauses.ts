import { type MemberId, memberId } from '../domain/ids.ts'
import { LONGEST_WAIT } from '../domain/notices.ts'
import type { Instant } from '../domain/time/time.ts'
import { PACED_MEMBER, type Pauses } from '../store/lane-leases.ts'

/**
 * What a lane has to wait for: methods that Slack limited, and members who just got a message. Stored with the lane,
 * since another process may take it next.
 */
export type LanePauses = {
  /** Until when the method must not be called; undefined if it may be. */
  ofMethod(method: string, now: Instant): Instant | undefined
  pauseMethod(method: string, until: Instant): void
  paceMember(member: MemberId, until: Instant): void
  isPaced(member: MemberId, now: Instant): boolean
  /** Members who must not get a message yet. */
  paced(now: Instant): readonly MemberId[]
  /** The pauses that are not over, for storing. */
  kept(now: Instant): Pauses
}

const METHOD = 'method '

export const lanePauses = (before: Pauses): LanePauses => {
  const pauses = new Map(Object.entries(before))
  const isAhead = (until: Instant | undefined, now: Instant): until is Instant =>
    until !== undefined && until > now && until <= now + LONGEST_WAIT
  const ahead = (now: Instant) => [...pauses].filter(([, until]) => isAhead(until, now))
  return {
    ofMethod: (method, now) => {
      const until = pauses.get(METHOD + method)
      return isAhead(until, now) ? until : undefined
    },
    pauseMethod: (method, until) => void pauses.set(METHOD + method, until),
    paceMember: (member, until) => void pauses.set(PACED_MEMBER + member, until),
    isPaced: (member, now) => isAhead(pauses.get(PACED_MEMBER + member), now),
    paced: (now) =>
      ahead(now)
        .filter(([key]) => key.startsWith(PACED_MEMBER))
        .map(([key]) => memberId(key.slice(PACED_MEMBER.length))),
    kept: (now) => Object.fromEntries(ahead(now)),
  }
}
