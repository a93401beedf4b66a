import { LONGEST_WAIT } from '../domain/notices.ts'
import type { Instant } from '../domain/time/time.ts'
import { PACED_CONVERSATION, type Pauses } from '../store/take-lanes.ts'

/**
 * What a lane has to wait for: methods that Slack limited, and conversations that just got a message. Stored with the lane,
 * since another process may take it next.
 */
export type LanePauses = {
  /** Until when the method must not be called; undefined if it may be. */
  ofMethod(method: string, now: Instant): Instant | undefined
  pauseMethod(method: string, until: Instant): void
  pace(conversation: string, until: Instant): void
  isPaced(conversation: string, now: Instant): boolean
  /** Where no message must go yet; see `conversationOf`. */
  paced(now: Instant): readonly string[]
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
    pace: (conversation, until) => void pauses.set(PACED_CONVERSATION + conversation, until),
    isPaced: (conversation, now) => isAhead(pauses.get(PACED_CONVERSATION + conversation), now),
    paced: (now) =>
      ahead(now)
        .filter(([key]) => key.startsWith(PACED_CONVERSATION))
        .map(([key]) => key.slice(PACED_CONVERSATION.length)),
    kept: (now) => Object.fromEntries(ahead(now)),
  }
}
