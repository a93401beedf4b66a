import type { MemberId } from '../../../domain/ids.ts'
import { minutesOf, type Session } from '../../../domain/sessions/session.ts'
import type { Instant } from '../../../domain/time/time.ts'
import type { Zone } from '../../../domain/time/zone.ts'
import type { Added } from '../../../service/open-sessions/add.ts'
import type { OpenCancelled } from '../../../service/open-sessions/cancel-open.ts'
import type { SeatsChanged } from '../../../service/open-sessions/change-seats.ts'
import type { Hosted } from '../../../service/open-sessions/host.ts'
import type { Invited } from '../../../service/open-sessions/invite.ts'
import type { OpenMoved } from '../../../service/open-sessions/move-open.ts'
import type { Refusal } from '../../../service/outcome.ts'
import { clip } from '../../limits.ts'
import { readable } from '../markup.ts'
import { allOf, lengthInWords } from './nouns.ts'
import { seatsLeft } from './open-sessions.ts'
import { refusalText } from './outcomes.ts'
import { mention } from './people.ts'
import { formatInZone, intervalOf, moment, momentRange } from './times.ts'

/** So much of a name fits before what is said of somebody. */
const NAME_SHOWN = 70

/** Why nothing was done with an open session, for its mentor. Without markup. */
export const openRefusalText = (refusal: Refusal): string => {
  switch (refusal.reason) {
    case 'begun':
      return "This session has already started, so it can't be changed. To set up another one, press Host again."
    case 'cancelled':
      return 'This session was cancelled, so there is nothing to change. To set up another one, press Host again.'
    default:
      return refusalText(refusal)
  }
}

/** The same about one of several people. */
export const aboutOne = (fullName: string, refusal: Refusal): string =>
  `${clip(readable(fullName).trim(), NAME_SHOWN)}: ${openRefusalText(refusal)}`

/** The mentor has another session then. Without markup. */
export const collidesText = (startsAt: Instant, zone: Zone): string =>
  `You have another session then: ${formatInZone(startsAt, zone, 'short')}. Pick another time, or move that one first.`

/** The mentor's own calendar is in the way of what they set up: of one session, or of some of a series. */
export const hostedOverCalendarText = (busyAt: readonly Instant[], isSeries: boolean): string =>
  isSeries
    ? `Your calendar says that you're busy at some of these times: ${busyAt.map(moment).join(', ')}. Pick another time, or set them up anyway.`
    : "Your calendar says that you're busy then. Pick another time, or set it up anyway."

/** What was set up, and what was not. `isLookedAt`: it is known that the app is in the channel. */
export const hostedText = (
  { made, notMade }: Extract<Hosted, { outcome: 'hosted' }>,
  told: { announcedIn: string | null; isLookedAt: boolean; invited: readonly MemberId[] },
): string => {
  const { announcedIn, isLookedAt, invited: guests } = told
  const when = made.map((session) => momentRange(intervalOf(session)))
  const lines = [
    made.length === 1 ? `*Set up:* ${when[0]}` : `*Set up ${made.length} sessions:*`,
    ...(made.length === 1 ? [] : when.map((line) => `• ${line}`)),
    ...(notMade.length > 0 ? ['*Not set up*, because you have another session then:'] : []),
    ...notMade.map(
      ({ startsAt, with: other }) => `• ${moment(startsAt)}: ${besides(startsAt, other.startsAt)}`,
    ),
    ...(announcedIn === null ? [] : [announced(announcedIn, made.length)]),
    ...(announcedIn === null || isLookedAt ? [] : [notLookedAt]),
    ...(guests.length > 0 ? [inviting(guests.length)] : []),
    made.length === 1 ? whereItIs : whereTheyAre,
  ]
  return lines.join('\n')
}

const whereItIs = "You'll find it on your Home tab and in my messages to you, where you can change it."
const whereTheyAre =
  "You'll find them on your Home tab and in my messages to you, where you can change each of them."

const besides = (startsAt: Instant, other: Instant): string =>
  startsAt === other ? 'one that starts at the same time' : `one that starts ${moment(other)}`

const notLookedAt = "I couldn't check beforehand that I can post there. If I can't, I'll tell you what to do."

const announced = (channel: string, count: number): string =>
  count === 1
    ? `I announce it in <#${channel}>.`
    : `I announce the first one in <#${channel}>, and each of the others once the one before it is over.`

const inviting = (count: number): string =>
  count === 1 ? 'I send the invitation.' : `I send the ${count} invitations.`

export const hostedBefore = (session: Session): string =>
  `You already set this up: ${momentRange(intervalOf(session))}.`

export const openEditedText = (outcome: 'edited' | 'unchanged'): string =>
  outcome === 'edited'
    ? 'Saved. Messages and calendar entries about it change where they are.'
    : 'Nothing changed.'

export const openMovedText = (moved: Extract<OpenMoved, { session: Session }>): string => {
  const { session } = moved
  const when = momentRange(intervalOf(session))
  if (moved.outcome === 'unchanged') return `It already takes place then: ${when}.`
  const isLonger = session.moved?.from === session.startsAt
  return [
    isLonger ? `Now it takes ${lengthInWords(minutesOf(session))}: ${when}.` : `Moved: ${when}.`,
    ...(moved.lost.length > 0
      ? [
          `${moved.lost.map(mention).join(', ')} ${moved.lost.length === 1 ? 'has another session then and no longer has a seat' : 'have other sessions then and no longer have seats'}.`,
        ]
      : []),
    'I let everyone who has a seat know.',
  ].join('\n')
}

export const seatsChangedText = ({
  outcome,
  seats: total,
  taken,
}: Extract<SeatsChanged, { seats: number }>): string =>
  outcome === 'unchanged'
    ? `It already has ${total === 1 ? '1 seat' : `${total} seats`}.`
    : `Saved. ${seatsLeft({ total, taken })}.`

/** At the field. Without markup. */
export const fewerThanTaken = (taken: number): string =>
  `${taken} ${taken === 1 ? 'seat is' : 'seats are'} taken, and nobody loses theirs. Type ${taken} or more.`

/** @param member who was given the seat */
export const addedText = (
  { outcome, accepted, isBusy }: Extract<Added, { outcome: 'added' | 'unchanged' }>,
  member: MemberId,
): string => {
  const acceptance = accepted ? ` That accepted ${allOf('their', accepted.count, accepted.kind)}.` : ''
  return outcome === 'unchanged'
    ? `${mention(member)} already has a seat.${acceptance}`
    : `${mention(member)} has a seat now, and I let them know.${isBusy ? ' Their calendar says that they are busy then.' : ''}${acceptance}`
}

/** At the field. Without markup. */
export const addFaults = {
  full: 'All seats are taken. Give the session more seats first.',
  collides: 'They have another session then, so they can’t have a seat. You can invite them instead.',
} as const

export const invitedText = ({ outcome, invited: guests }: Invited): string =>
  outcome === 'unchanged'
    ? 'All of them have a seat, wait for one or were invited before.'
    : `Invited: ${guests.map(mention).join(', ')}.`

export const openCancelledText = ({ outcome, sessions }: OpenCancelled): string => {
  if (outcome === 'unchanged') return 'It was already cancelled.'
  const what = sessions.length === 1 ? 'Cancelled.' : `Cancelled ${sessions.length} sessions.`
  return `${what} I let everyone with a seat or on the waitlist know.`
}

/** What stands in a form for a session request: the mentor's sessions with a seat free. */
export const addToOpen = {
  title: 'Or give them a seat in one of your open sessions:',
  placeholder: 'Add to one of your open sessions',
  confirmTitle: 'Give them a seat?',
  confirmText:
    'They get a seat in that session right away, and I tell them. It accepts their session request.',
  confirm: 'Give a seat',
  deny: 'Back',
} as const

/** `Tue 24 Nov, 15:00 · Reading query plans`. */
export const openSessionChoiceText = ({ startsAt, topic }: Session, zone: Zone): string =>
  `${formatInZone(startsAt, zone, 'short')} · ${clip(readable(topic).trim(), TITLE_SHOWN)}`

const TITLE_SHOWN = 24

/** Above the booking form, when the seat could not be given. */
export const notAddedText = (why: 'full' | 'collides' | 'gone'): string => {
  switch (why) {
    case 'full':
      return 'That session is full now. Pick another one, or a time.'
    case 'collides':
      return 'They have another session at that time. Pick another one, or a time.'
    case 'gone':
      return 'Nobody can join that session any more. Pick another one, or a time.'
  }
}
