import type { MemberId, SessionId, SuggestionId } from '../domain/ids.ts'
import type { Notice } from '../domain/notices.ts'
import type { Request } from '../domain/requests/request.ts'
import type { Session } from '../domain/sessions/session.ts'

/** Redraws the card of these requests; `announce` posts it again at the bottom of the DM. */
export const cardNotice = (
  request: Pick<Request, 'sender' | 'receiver' | 'kind' | 'card'>,
  announce = false,
): Notice => ({
  kind: 'card',
  to: request.receiver,
  from: request.sender,
  about: request.kind,
  card: request.card,
  announce,
})

export const sessionNotice = (session: SessionId, to: MemberId, announce: boolean): Notice => ({
  kind: 'session',
  to,
  session,
  announce,
})

/** The same, followed by that side's calendar file, for a session that is new, moved or cancelled. */
export const sessionNotices = (session: SessionId, to: MemberId, announce: boolean): readonly Notice[] => [
  sessionNotice(session, to, announce),
  { kind: 'calendar', to, session },
]

export const homeNotices = (...members: readonly MemberId[]): readonly Notice[] =>
  members.map((to) => ({ kind: 'home', to }))

/** Redraws the card of a suggestion; `announce` posts it. */
export const suggestionNotice = (suggestion: SuggestionId, to: MemberId, announce: boolean): Notice => ({
  kind: 'suggestion',
  to,
  suggestion,
  announce,
})

/** Shows what a member said of a session; `announce`: asks them. */
export const feedbackNotice = (session: SessionId, to: MemberId, announce: boolean): Notice => ({
  kind: 'feedback',
  to,
  session,
  announce,
})

/** Redraws the message in the channel that shows an open session, if one does; `announce` posts it. */
export const announcementNotice = (
  { session, announcedIn }: { session: Pick<Session, 'id' | 'mentor'>; announcedIn: string | null },
  announce: boolean,
): readonly Notice[] =>
  announcedIn === null
    ? []
    : [{ kind: 'announcement', to: session.mentor, session: session.id, channel: announcedIn, announce }]
