import type { CardId, MemberId, SessionId } from './ids.ts'
import type { RequestKind } from './requests/request.ts'
import type { ReminderLead } from './sessions/reminder.ts'
import { HOUR, type Instant } from './time/time.ts'

/**
 * What can be told, and to whom. A notice names things, it carries no texts: what is shown is read at the moment
 * of sending, so that no message is older than the state it speaks of.
 */
export type Notice =
  /** The receiver's one card of a pair and kind; `announce`: post it anew at the bottom of the DM. */
  | { kind: 'card'; to: MemberId; from: MemberId; about: RequestKind; card: CardId; announce: boolean }
  /** One side's DM about a session; `announce` as with cards. */
  | { kind: 'session'; to: MemberId; session: SessionId; announce: boolean }
  /** The calendar file of a session, behind that side's DM about it: one for each change. */
  | { kind: 'calendar'; to: MemberId; session: SessionId }
  /** The session begins soon, at the time that it had when this was planned. */
  | { kind: 'reminder'; to: MemberId; session: SessionId; startsAt: Instant; lead: ReminderLead }
  /** Requests wait for the member's answer. */
  | { kind: 'nudge'; to: MemberId }
  /** Slack did not take the answer to something that the member pressed or typed at that time. */
  | { kind: 'unanswered'; to: MemberId; at: Instant }
  /** A message of ours in whose place a newer one stands by now: it goes, or loses its buttons. */
  | { kind: 'replaced'; to: MemberId; channel: string; ts: string }
  /** The member's Home tab, if they ever opened it. */
  | { kind: 'home'; to: MemberId }

/**
 * Notices with equal keys are sent in the order in which they were written (spec 4-delivery, Order), but for one thing:
 * a new message does not wait for a change of an old one, which Slack may refuse for hours.
 */
export const orderKey = (notice: Notice): string => {
  switch (notice.kind) {
    case 'card':
      return `card:${notice.from}:${notice.to}:${notice.about}`
    case 'session':
    case 'calendar':
    case 'reminder':
      return `session:${notice.session}:${notice.to}`
    case 'nudge':
      return `nudge:${notice.to}`
    case 'unanswered':
      return `unanswered:${notice.to}`
    case 'replaced':
      return `message:${notice.channel}:${notice.ts}`
    case 'home':
      return `home:${notice.to}`
  }
}

/**
 * Waiting notices with equal merge keys are one: many changes, one publish, one refresh of a card. What is posted
 * anew never merges: it would come back to the bottom of the DM for something older than what it stands below.
 */
export const mergeKey = (notice: Notice): string | null => {
  switch (notice.kind) {
    case 'home':
      return `home:${notice.to}`
    case 'card':
      return notice.announce ? null : `card:${notice.card}`
    case 'session':
      return notice.announce ? null : `session:${notice.session}:${notice.to}`
    default:
      return null
  }
}

/**
 * Of one workspace, what goes through one lane goes one after another; lanes go side by side. They are cut as Slack
 * cuts its limits, so that one which is told to wait holds up no other. `post`: whatever puts something new into a DM.
 */
export const lanes = ['post', 'update', 'home'] as const
export type LaneName = (typeof lanes)[number]

export const laneOf = (notice: Notice): LaneName => {
  switch (notice.kind) {
    case 'home':
      return 'home'
    case 'card':
    case 'session':
      return notice.announce ? 'post' : 'update'
    case 'replaced':
      return 'update'
    default:
      return 'post'
  }
}

/**
 * Slack wants to be left alone for seconds, at most minutes. After so long it is asked again, whatever it said: a wait
 * further ahead was written before the clock was set back.
 */
export const LONGEST_WAIT = HOUR
