import { OPEN_SESSION_LIMITS, type OpenSessionFault } from '../../../domain/sessions/open-session.ts'
import type { Repeats } from '../../../domain/sessions/repeats.ts'
import type { Session } from '../../../domain/sessions/session.ts'
import type { Zone } from '../../../domain/time/zone.ts'
import { zoneName } from '../../../domain/time/zone-names.ts'
import { clip } from '../../limits.ts'
import { readable } from '../markup.ts'
import { seatsLeft } from './open-sessions.ts'
import { dayAndTimeRange, intervalOf } from './times.ts'

const { times, seats, invited, releaseHours } = OPEN_SESSION_LIMITS

/** So much of a usual place fits into a placeholder. */
const PLACE_SHOWN = 70

/** Above the field. @param channel by Slack's id */
export const announcedOnlyIn = (channel: string): string =>
  `The organisers let open sessions be announced in <#${channel}> only.`

/** The form with which a mentor sets up an open session, and those that change one. */
export const hosting = {
  title: 'Title',
  titlePlaceholder: 'What will it be about?',
  description: 'Description',
  descriptionPlaceholder: 'What will you cover, and who is it for?',
  topics: 'Topics',
  topicsPlaceholder: 'Search topics',
  when: 'When and where',
  starts: 'Starts',
  startsHint: 'In your own time zone.',
  repeats: 'Repeats',
  every: {
    never: "Doesn't repeat",
    week: 'Every week',
    two_weeks: 'Every 2 weeks',
    month: 'Every month, on the same weekday',
  } satisfies Record<'never' | Repeats['every'], string>,
  times: 'How many times',
  timesHint: (zone: Zone) =>
    `Only if it repeats: ${times.min} to ${times.max}, all at the same time of day in ${zoneName(zone)}.`,
  place: 'Where',
  placePlaceholder: 'A link, a room or a phone number',
  usualPlace: (place: string) => `As usual: ${clip(readable(place), PLACE_SHOWN)}`,
  placeHint: 'Only people with a seat see this.',
  seatsHeading: 'Seats',
  seats: 'Number of seats',
  seatsHint: 'When all are taken, people can join a waitlist.',
  fewest: 'Fewest people',
  fewestHint: 'If fewer have a seat 24 hours before, I cancel the session and tell everyone why.',
  who: 'Who can join',
  audience: 'Open to',
  everyone: 'Everyone',
  onlyInvited: 'Only people I invite',
  invite: 'Invite',
  invitePlaceholder: 'Pick people',
  inviteHint: `Each of them gets a message from me. ${invited} people at most.`,
  announce: 'Announce in',
  announcePlaceholder: 'Pick a channel',
  announceHint: 'One message there shows how many seats are left, and a button to join. It names only you.',
  asks: 'Questions',
  asksThem: "Ask what they'd like to talk about",
  asksMore: 'Only you see it: in one message, an hour before.',
  release: 'Free my time if nobody has joined',
  releaseHint: `Hours before the start: for example 2, and ${releaseHours.max} at most. Leave it empty to keep the time.`,
  what: (session: Session, zone: Zone) =>
    `*${dayAndTimeRange(intervalOf(session), zone)}*, ${zoneName(zone)} · ${seatsLeft(session.seats ?? { total: 0, taken: 0 })}`,
  editNext: 'Messages and calendar entries about it change where they are. Nobody gets a new one.',
  moveNext:
    'I tell everyone who has a seat. They can leave, and people who have another session then lose theirs.',
  seatsNew: (taken: number) =>
    taken > 0
      ? `At least ${taken}, since so many are taken. New ones go to the waitlist first.`
      : `${seats.min} to ${seats.max}.`,
  giveTo: 'Who gets the seat?',
  giveNext: 'I tell them. It accepts their session requests to you, and they can leave at any time.',
  inviteNext: 'Each of them gets a message with the buttons Join and Not now.',
  cancelAsk: (session: Session, zone: Zone) =>
    `Cancel your open session on *${dayAndTimeRange(intervalOf(session), zone)}*, ${zoneName(zone)}?`,
  which: 'Which ones?',
  one: 'Only this one',
  all: 'All of this series that are ahead',
  reason: 'Reason',
  reasonPlaceholder: 'Everyone with a seat or on the waitlist sees this',
  cancelNext: 'I let them know, and everyone’s time is free again right away.',
} as const

/** What is wrong with what was typed, at its field. Without markup. */
export const hostingFaultText = (fault: OpenSessionFault): string => {
  if (fault.fault === 'empty') return 'Give it a title, so that people know what it is about.'
  if (fault.fault === 'too_long') {
    if (fault.field === 'topics') return `That's too many topics: ${fault.limit} at most.`
    return fault.field === 'invited'
      ? `That's too many people: ${fault.limit} at most. You can invite more later.`
      : `That's too long: ${fault.limit} characters at most.`
  }
  const range = `Type a whole number from ${fault.min} to ${fault.max}`
  switch (fault.field) {
    case 'fewest':
      return `${range}, the number of seats, or leave it empty.`
    case 'releaseHours':
      return `${range}, or leave it empty.`
    default:
      return `${range}.`
  }
}

/** The same for what only the form can be wrong about. */
export const hostFormFaults = {
  noStart: 'Pick a day and a time.',
  repeatsHowOften: `Type how many times, from ${times.min} to ${times.max}, or choose that it doesn't repeat.`,
  timesOfWhat: 'Choose how it repeats, or leave the number of times empty.',
  nobodyInvited: 'Pick the people who can join, or open it to everyone.',
  notForEveryone: 'Only people you invite can join, so leave the channel out, or open it to everyone.',
} as const

/** Why a session cannot be shown in a channel. @param submit what stands on the form's button */
export const channelFaultText = (
  why: 'not_in_channel' | 'is_archived' | 'no_answer',
  submit: string,
): string => {
  switch (why) {
    case 'not_in_channel':
      return `I'm not in that channel. Type /invite @Mentorship there, then press ${submit} again.`
    case 'is_archived':
      return 'That channel is archived. Pick another one.'
    case 'no_answer':
      return `Slack didn't answer in time, so nothing was set up. Press ${submit} again.`
  }
}
