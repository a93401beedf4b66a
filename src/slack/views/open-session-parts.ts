import type { Button, ConfirmationDialog, Overflow, RichTextBlock } from '@slack/types'
import { googleLink, outlookLink } from '../../calendar/links.ts'
import type { Member } from '../../domain/member.ts'
import { OPEN_SESSION_LIMITS, type OpenSession } from '../../domain/sessions/open-session.ts'
import type { Session } from '../../domain/sessions/session.ts'
import type { OpenStanding } from '../../domain/sessions/standing.ts'
import type { OpenSessionState } from '../../store/reads/open-session-state.ts'
import { actionIds } from '../ids.ts'
import { type OpenSessionChoice, openSessionChoice } from '../open-session-values.ts'
import { webAddress } from '../text/markup.ts'
import type { Words } from '../text/words.ts'
import { sessionTarget } from '../values.ts'
import { button, confirmation, linkButton, overflow } from './blocks.ts'
import { named } from './peoples-text.ts'

type Titled = Pick<Session, 'id' | 'topic'>
type InSession = Pick<OpenSession, 'session'>

const about = (
  words: Words,
  label: string,
  id: string,
  { id: session, topic }: Titled,
  options: object = {},
) =>
  button(label, id, {
    value: sessionTarget.encode({ session }),
    spoken: words.openSessionButton(label, topic),
    ...options,
  })

export const joinSessionButton = (words: Words, session: Titled): Button =>
  about(words, words.labels.join, actionIds.joinSession, session, { style: 'primary' })

/** The same for one reader, to whom it says where it leads if no seat is free. */
export const joinOrWaitButton = (words: Words, { seats, ...session }: OpenSession['session']): Button =>
  seats.taken < seats.total
    ? joinSessionButton(words, session)
    : about(words, words.labels.joinWaitlist, actionIds.joinSession, session)

/** Asks first: a seat that was given up goes to somebody else at once. */
export const leaveSessionButton = (words: Words, session: Titled, standing: OpenStanding): Button => {
  const isWaiting = standing.is === 'waiting'
  const label = isWaiting ? words.labels.leaveWaitlist : words.labels.leaveSession
  return about(words, label, actionIds.leaveSession, session, { confirm: leaveConfirm(words, isWaiting) })
}

const leaveConfirm = ({ leaving, labels }: Words, isWaiting: boolean): ConfirmationDialog =>
  confirmation({
    title: isWaiting ? labels.leaveWaitlist : labels.leaveSession,
    text: isWaiting ? leaving.waitlist : leaving.seat,
    confirm: labels.leave,
    deny: labels.stay,
  })

/** What the reader can do about it while it is ahead. */
export const openSessionButtons = (
  words: Words,
  { open: { session }, standing }: { open: InSession; standing: OpenStanding },
): Button[] => {
  switch (standing.is) {
    case 'seated':
      return [...placeButton(words, session), leaveSessionButton(words, session, standing)]
    case 'held':
      return [
        about(words, words.labels.takeSeat, actionIds.takeSeat, session, { style: 'primary' }),
        about(words, words.labels.declineSeat, actionIds.declineSeat, session),
      ]
    case 'waiting':
      return [leaveSessionButton(words, session, standing)]
    case 'invited':
      return [
        joinOrWaitButton(words, session),
        ...(standing.isPutAside
          ? []
          : [about(words, words.labels.notNow, actionIds.putInvitationAside, session)]),
      ]
    case 'mentor':
      return [
        ...placeButton(words, session),
        about(words, words.labels.seats, actionIds.manageSeats, session),
        about(words, words.labels.rescheduleSession, actionIds.moveOpenSession, session),
      ]
    default:
      return [joinOrWaitButton(words, session)]
  }
}

/** Opens the place, if it is an address and nothing else. */
export const placeButton = (words: Words, session: Session): Button[] => {
  const address = webAddress(session.location.trim())
  const label = words.labels.openLink
  return address === undefined
    ? []
    : [
        linkButton(label, actionIds.openPlace, address, {
          spoken: words.openSessionButton(label, session.topic),
        }),
      ]
}

/** What else can be done: the calendars for all who are in it, and for its mentor what changes it. */
export const openSessionMenu = (
  words: Words,
  { open, mentor, standing }: { open: InSession; mentor: Pick<Member, 'fullName'>; standing: OpenStanding },
): Overflow[] => {
  const { session } = open
  const isOwn = standing.is === 'mentor'
  if (!isOwn && standing.is !== 'seated') return []
  const entry = {
    ...session,
    title: words.openCalendarEntry.title(session),
    description: words.openCalendarEntry.description(mentor.fullName, { isOwn, isCancelled: false }),
  }
  const value = (choose: OpenSessionChoice) => openSessionChoice.encode({ session: session.id, choose })
  const { labels } = words
  return [
    overflow(actionIds.openSessionMenu, [
      ...(isOwn ? mentorsChoices(words, value) : []),
      { text: labels.googleCalendar, value: value('google'), url: googleLink(entry) },
      { text: labels.outlook, value: value('outlook'), url: outlookLink(entry) },
    ]),
  ]
}

const mentorsChoices = ({ labels }: Words, value: (choose: OpenSessionChoice) => string) => [
  { text: labels.editOpenSession, value: value('edit') },
  { text: labels.hostAgain, value: value('again') },
  { text: labels.cancelSession, value: value('cancel') },
]

/** Its title and topics, and where it is for those who have a seat. */
export const openSessionDetails = (
  words: Words,
  { open: { session }, topics, standing }: Pick<OpenSessionState, 'open' | 'topics' | 'standing'>,
): RichTextBlock | undefined => {
  const isIn = standing.is === 'mentor' || standing.is === 'seated'
  const { openSessionFields: fields } = words
  const location = session.location.trim() || (standing.is === 'mentor' ? words.sessions.notSet : '')
  return named([
    { name: fields.title, typed: session.topic },
    { name: fields.topics, typed: topics.map(({ name }) => name).join(', ') },
    { name: fields.location, typed: isIn ? location : '' },
  ])
}

export const DESCRIPTION_SHOWN = OPEN_SESSION_LIMITS.description
