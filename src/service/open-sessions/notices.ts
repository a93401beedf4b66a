import type { MemberId } from '../../domain/ids.ts'
import type { Notice } from '../../domain/notices.ts'
import type { OpenSession } from '../../domain/sessions/open-session.ts'
import { PLACES_NAMED } from '../../domain/sessions/standing.ts'
import { announcementNotice, homeNotices, sessionNotice, sessionNotices } from '../notices.ts'
import type { Standing } from './standing.ts'

/** What the mentor and the channel see when seats change hands. */
export const mentorsView = (open: OpenSession): readonly Notice[] => [
  sessionNotice(open.session.id, open.session.mentor, false),
  ...homeNotices(open.session.mentor),
  ...announcementNotice(open, false),
]

/** What a member sees who has a seat now, or no longer: a message, the calendar file, and Home. */
export const seatNotices = (
  { session }: OpenSession,
  member: MemberId,
  announce: boolean,
): readonly Notice[] => [...sessionNotices(session.id, member, announce), ...homeNotices(member)]

/** The same for a place on the waitlist, or a seat that is only held: neither is in a calendar. */
export const waitNotices = (
  { session }: OpenSession,
  member: MemberId,
  announce: boolean,
): readonly Notice[] => [sessionNotice(session.id, member, announce), ...homeNotices(member)]

/** Those who wait and are another place in line than before. */
export const placeNotices = (before: Standing, { open, waits }: Standing): readonly Notice[] =>
  waits.slice(0, PLACES_NAMED).flatMap(({ member }, index) => {
    const was = before.waits.findIndex((wait) => wait.member === member)
    return was === -1 || was === index ? [] : waitNotices(open, member, false)
  })
