import type { CardId, MemberId, SessionId } from './ids.ts'
import type { RequestKind } from './request.ts'

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
  /** The member's Home tab, if they ever opened it. */
  | { kind: 'home'; to: MemberId }

/** Notices with equal keys are sent in the order in which they were written (spec 4-delivery, Order). */
export const orderKey = (notice: Notice): string => {
  switch (notice.kind) {
    case 'card':
      return `card:${notice.from}:${notice.to}:${notice.about}`
    case 'session':
    case 'calendar':
      return `session:${notice.session}:${notice.to}`
    case 'home':
      return `home:${notice.to}`
  }
}

/** Waiting notices with equal merge keys are one: many changes, one publish. */
export const mergeKey = (notice: Notice): string | null =>
  notice.kind === 'home' ? `home:${notice.to}` : null
