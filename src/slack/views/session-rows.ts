import type { Button, KnownBlock, Overflow, RichTextBlock } from '@slack/types'
import { googleLink, outlookLink } from '../../calendar/links.ts'
import type { MemberId } from '../../domain/ids.ts'
import type { Member } from '../../domain/member.ts'
import { isOpen, otherOf, type Session } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time/time.ts'
import type { PastState, SessionsState } from '../../store/reads/session-lists.ts'
import { actionIds } from '../ids.ts'
import { webAddress } from '../text/markup.ts'
import type { Words } from '../text/words.ts'
import { memberTarget, type SessionChoice, sessionChoice, sessionTarget } from '../values.ts'
import { actions, button, context, linkButton, overflow, section, stack } from './blocks.ts'
import { ownOpenRow, ownPastOpenRow, titled } from './open-session-rows.ts'
import { named } from './peoples-text.ts'

/** A session cannot change once it has begun. */
export const isAhead = (session: Session, now: Instant): boolean =>
  session.status === 'scheduled' && session.startsAt > now

type Named = Pick<Member, 'fullName'>

const spokenOf = (words: Words, label: string, other: Named | undefined) =>
  other ? { spoken: words.sessionButton(label, other) } : {}

/** Opens the place, if it is an address and nothing else. */
export const joinButton = (words: Words, session: Session, other?: Named): Button | undefined => {
  const address = webAddress(session.location.trim())
  const label = words.labels.join
  return address === undefined
    ? undefined
    : linkButton(label, actionIds.openPlace, address, spokenOf(words, label, other))
}

export const rescheduleButton = (words: Words, session: Session, other: Named | undefined): Button => {
  const label = words.labels.rescheduleSession
  return button(label, actionIds.rescheduleSession, {
    value: sessionTarget.encode({ session: session.id }),
    ...spokenOf(words, label, other),
  })
}

/** What else can be done about a session; links to calendars only where the other's name is known. */
export const sessionMenu = (
  words: Words,
  session: Session,
  reader: MemberId,
  other: Named | undefined,
): Overflow => {
  const entry = other && {
    ...session,
    title: words.calendarEntry.title(session, other),
    description: words.calendarEntry.description(session, { id: reader }),
  }
  const value = (choose: SessionChoice) => sessionChoice.encode({ session: session.id, choose })
  return overflow(actionIds.sessionMenu, [
    ...(entry
      ? [
          { text: words.labels.googleCalendar, value: value('google'), url: googleLink(entry) },
          { text: words.labels.outlook, value: value('outlook'), url: outlookLink(entry) },
        ]
      : []),
    { text: words.labels.editSession, value: value('edit') },
    { text: words.labels.cancelSession, value: value('cancel') },
  ])
}

/** All that can be done about a session that has not begun. */
export const sessionActions = (
  words: Words,
  session: Session,
  reader: MemberId,
  other: Named | undefined,
) => {
  const join = joinButton(words, session, other)
  return actions(
    ...(join ? [join] : []),
    rescheduleButton(words, session, other),
    sessionMenu(words, session, reader, other),
  )
}

/** Topic and place, if given. */
export const sessionDetails = (
  words: Words,
  session: Pick<Session, 'topic' | 'location'>,
): RichTextBlock | undefined =>
  named([
    { name: words.sessions.topic, typed: session.topic },
    { name: words.sessions.location, typed: session.location },
  ])

/** The same without an address into which a button leads. */
export const detailsBesideJoin = (words: Words, session: Session): RichTextBlock | undefined =>
  sessionDetails(words, joinButton(words, session) ? { ...session, location: '' } : session)

/** Upcoming sessions, each with its buttons. */
export const sessionRows = (
  words: Words,
  sessions: readonly Session[],
  own: Omit<SessionsState, 'sessions'>,
): KnownBlock[][] =>
  sessions.map((session) => {
    const { member: reader, now, people } = own
    const ahead = isAhead(session, now)
    if (isOpen(session)) return ownOpenRow(words, session, own, ahead)
    const row = section(words.sessionRow(session, reader))
    if (!ahead) return stack(row, sessionDetails(words, session))
    const other = people.get(otherOf(session, reader))
    return stack(row, detailsBesideJoin(words, session), sessionActions(words, session, reader, other))
  })

/**
 * Sessions that are over, each with a button to book another one in the same roles, or why that cannot be; its mentor can
 * host an open one again. Where they were matters no more.
 */
export const pastRows = (words: Words, state: PastState): KnownBlock[][] =>
  state.sessions.items.map((session) => {
    const { member: reader, people, barred } = state
    if (isOpen(session) && session.mentor === reader) return ownPastOpenRow(words, session)
    const member = isOpen(session) ? session.mentor : otherOf(session, reader)
    const why = barred.get(member)
    const label = words.labels.bookSameAgain
    const again = button(label, actionIds.bookSession, {
      value: memberTarget.encode({ member, actorIs: session.mentor === reader ? 'mentor' : 'mentee' }),
      ...spokenOf(words, label, people.get(member)),
    })
    const line = isOpen(session) ? words.openSessionRow(session, reader) : words.pastRow(session, reader)
    return stack(
      section(line, why ? undefined : again),
      isOpen(session) ? titled(words, session) : sessionDetails(words, { ...session, location: '' }),
      why && context(words.cannotBeAsked(member, why)),
    )
  })
