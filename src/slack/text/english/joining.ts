import type { MemberId } from '../../../domain/ids.ts'
import type { Session } from '../../../domain/sessions/session.ts'
import type { Joined, OverCalendar } from '../../../service/open-sessions/join.ts'
import type { AllJoined } from '../../../service/open-sessions/join-all.ts'
import type { Answered, Left } from '../../../service/open-sessions/leave.ts'
import type { Collides } from '../../../service/open-sessions/standing.ts'
import type { Refusal } from '../../../service/outcome.ts'
import { allOf, lineNumber } from './nouns.ts'
import { refusalText } from './outcomes.ts'
import { mention } from './people.ts'
import { moment } from './times.ts'

/** The form before joining. */
export const joining = {
  noteLabel: 'What would you like to talk about?',
  notePlaceholder: 'A question, or what you hope to take away',
  noteHint: 'Only the mentor reads this.',
  seriesLabel: 'This session is repeated',
  /** @param count this one included */
  all: (count: number): string =>
    count === 2 ? 'Join both that are ahead' : `Join all ${count} that are ahead`,
  allMore: 'A seat where one is free, else the waitlist.',
  waitlist: "No seat is free right now, so you'd join the waitlist.",
} as const

const whose = ({ mentor, startsAt }: Session): string =>
  `${mention(mentor)}'s open session: ${moment(startsAt)}`

/** Nobody else is told. */
const overCalendar = ({ isBusy }: OverCalendar): string =>
  isBusy ? " Your calendar says that you're busy then." : ''

/** What came of joining, and what to do now. */
export const joinedText = (joined: Joined | Collides | Refusal): string => {
  switch (joined.outcome) {
    case 'seated': {
      const { accepted } = joined
      const acceptance = accepted ? ` That accepted ${allOf('their', accepted.count, accepted.kind)}.` : ''
      return `You have a seat in ${whose(joined.session)}.${acceptance} I've sent you a message with the details, also for your calendar.${overCalendar(joined)}`
    }
    case 'waiting':
      return `No seat is free right now. You're ${lineNumber(joined.place)} for ${whose(joined.session)}. If one comes free, you'll hear from me.${overCalendar(joined)}`
    case 'unchanged':
      return `You have a seat in ${whose(joined.session)}. If you can't come, leave the session on the Home tab or in my message about it.`
    case 'own':
      return "It's your own open session, so you don't need a seat. You can change or cancel it on the Home tab or in my message about it."
    case 'collides':
      return `You have another session then: ${moment(joined.with.startsAt)}. Move or cancel that one first, or join another open session.`
    case 'refused':
      return notJoined(joined)
  }
}

/** @param refusal to somebody who wants to join */
export const notJoined = (refusal: Refusal): string => {
  switch (refusal.reason) {
    case 'begun':
      return "It's too late to join this session. The Home tab shows which ones you can still join."
    case 'cancelled':
      return 'This session was cancelled. The Home tab shows which ones you can join.'
    default:
      return refusalText(refusal)
  }
}

const listOf = (each: AllJoined['each'], line: (one: AllJoined['each'][number]) => string): string =>
  each.map((one) => `•  ${line(one)}`).join('\n')

/** What came of joining each session of a series: a paragraph for those with a seat, on the waitlist, and for neither. */
export const joinedAllText = ({ each }: AllJoined): readonly string[] => {
  const seated = each.filter(({ joined }) => joined.outcome === 'seated' || joined.outcome === 'unchanged')
  const waiting = each.filter(({ joined }) => joined.outcome === 'waiting')
  const others = each.filter((one) => !seated.includes(one) && !waiting.includes(one))
  return [
    ...(seated.length > 0
      ? [
          `*You have a seat:*\n${listOf(seated, ({ startsAt, joined }) => `${moment(startsAt)}${besideBusy(joined)}`)}`,
        ]
      : []),
    ...(waiting.length > 0
      ? [
          `*You're on the waitlist:*\n${listOf(
            waiting,
            ({ startsAt, joined }) =>
              `${moment(startsAt)}${joined.outcome === 'waiting' ? `, ${lineNumber(joined.place)}` : ''}${besideBusy(joined)}`,
          )}`,
        ]
      : []),
    ...(others.length > 0
      ? [
          `*Not joined:*\n${listOf(others, ({ startsAt, joined }) => `${moment(startsAt)}. ${whyNot(joined)}`)}`,
        ]
      : []),
  ]
}

/** In a list, after when it is. */
const besideBusy = (joined: AllJoined['each'][number]['joined']): string =>
  'isBusy' in joined && joined.isBusy ? ". Your calendar says that you're busy then." : ''

/** The same of one that was not joined. */
const whyNot = (joined: Joined | Collides | Refusal): string =>
  joined.outcome === 'collides'
    ? `You have another session then: ${moment(joined.with.startsAt)}.`
    : joinedText(joined)

export const leftText = (left: Left | Refusal): string => {
  if (left.outcome === 'refused') return refusalText(left)
  return left.outcome === 'left'
    ? `You left ${whose(left.session)}. You can join again if a seat is free.`
    : `You had already left ${whose(left.session)}.`
}

/** What came of taking a seat that was held. */
export const answeredText = (answered: Answered | Left | Refusal): string => {
  switch (answered.outcome) {
    case 'seated':
    case 'unchanged':
      return `You have a seat in ${whose(answered.session)}. My message about it has the details, also for your calendar.`
    case 'lapsed':
      return "The seat went to the next in line, because it wasn't confirmed in time. If you join again, you start at the end of the line."
    case 'left':
      return leftText(answered)
    case 'refused':
      return notJoined(answered)
  }
}

export const invitationPutAside = 'Put aside. Nobody is told, and you can still join.'

export const openSessionsList = {
  topicPlaceholder: 'Any topic',
  of: (mentor: MemberId): string => `*Open sessions of ${mention(mentor)}*`,
  /** Nothing matches, or there is nothing at all. */
  none: {
    any: '*There is no open session right now.* Mentors set them up ahead, and anyone can be the first: press Host an open session.',
    topic: '*No open session on this topic right now.* Choose another topic, or show all.',
    mentor: (mentor: MemberId): string =>
      `*${mention(mentor)} has no open session ahead that you can join.* Show all, or ask them for a session.`,
  },
} as const

/** `2 open sessions`, on a button beside a mentor. */
export const countedOpenSessions = (count: number): string =>
  count === 1 ? '1 open session' : `${count} open sessions`
