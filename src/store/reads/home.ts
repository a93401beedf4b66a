import type { Availability } from '../../domain/availability/availability.ts'
import { type KeptOutBy, keptOutBy } from '../../domain/directory/listing.ts'
import type { Profile } from '../../domain/directory/profile.ts'
import type { MemberId, SessionId, SuggestionId } from '../../domain/ids.ts'
import type { Member } from '../../domain/member.ts'
import { MOST_COUNTED, PAGE_SIZE, type Page } from '../../domain/page.ts'
import { type Place, placeOf } from '../../domain/programme/organisers.ts'
import {
  type Browsing,
  type Extent,
  type RequestCursor,
  type Side,
  startOfRequests,
} from '../../domain/requests/lists.ts'
import type { Session } from '../../domain/sessions/session.ts'
import { defaultSettings, type Settings } from '../../domain/settings.ts'
import type { Instant, Interval } from '../../domain/time/time.ts'
import { availabilityOf } from '../availabilities.ts'
import { menteeCounts } from '../mentees.ts'
import { standingOf } from '../organisers.ts'
import type { Tx } from '../sql/tx.ts'
import { type OpenOnHome, openSessionsToJoin } from './home-open-sessions.ts'
import { findLooker, type Looker } from './looker.ts'
import { nextFreeSlot, takenSoon } from './next-slot.ts'
import { type Counts, countsOf, type Narrowed, narrowed } from './request-counts.ts'
import { type Listed, receivedPage, type SentListed, sentPage } from './request-lists.ts'
import { countUpcoming, hasPastSession, heldAmong, metIn, upcomingSessions } from './session-lists.ts'
import { type Suggested, suggestedPage } from './suggestions.ts'

/** Received and Sent as one member sees them. */
export type RequestsState = Counts & {
  browsing: Browsing
  received: Page<Listed, RequestCursor>
  sent: Page<SentListed, RequestCursor>
  narrowed: { received: Narrowed; sent: Narrowed }
}

export type HomeState = RequestsState & {
  member: MemberId
  now: Instant
  /** Scheduled sessions that have not ended, soonest first: the next one, and `MOST_SESSIONS` after it. */
  upcoming: readonly Session[]
  /** The others in them. */
  people: ReadonlyMap<MemberId, Pick<Member, 'fullName'>>
  /** Until when seats are kept for the member that they have not confirmed yet. */
  held: ReadonlyMap<SessionId, Instant>
  /** How many there are in all. */
  upcomingCount: number
  /** Whether any of theirs is over. */
  hasPast: boolean
  /** The soonest open sessions that the member could join. */
  toJoin: readonly OpenOnHome[]
  hasMoreToJoin: boolean
  /** Whom others suggested to the member: the latest few. */
  suggested: Page<Suggested, SuggestionId>
  availability: Availability
  /** False while the member has the default. */
  availabilityIsSet: boolean
  /** The soonest time at which the member could be booked; null if there is none, or they paused. */
  nextSlot: Interval | null
  listing: OwnListing
  /** What the member may do in the programme, and who organises it, first named first. */
  place: Place
  organisers: readonly MemberId[]
  /** What the programme is called, and its welcome; empty: the app's own words. */
  about: Pick<Settings, 'programmeName' | 'welcomeLine'>
}

/** As what the member wants to be listed, and what keeps them out; `isSet` is false until they save a profile. */
export type OwnListing = Pick<Profile, 'mentors' | 'seeks'> & {
  isSet: boolean
  keptOutBy: KeptOutBy | null
  /** A mentor with as many mentees as they want. */
  isFull: boolean
}

/** Below the next one. */
export const MOST_SESSIONS = 3

export const MOST_TO_JOIN = 3

/** How much of the lists a surface shows, and of which of their sections. */
export type Surface = { extent: Extent; sizes: Record<Side, number> }

/** Of somebody whom the app has not met. */
const UNMET = { mentors: false, seeks: false, menteeLimit: null }

const ON_HOME: Surface = { extent: 'open', sizes: PAGE_SIZE }

export const requestsState = async (
  tx: Tx,
  member: MemberId,
  browsing: Browsing,
  { extent, sizes }: Surface,
): Promise<RequestsState> => {
  const [received, sent] = [
    { extent, filter: browsing.received.filter },
    { extent, filter: browsing.sent.filter },
  ]
  const [counts, receivedItems, sentItems, receivedNarrowed, sentNarrowed] = await Promise.all([
    countsOf(tx, member, MOST_COUNTED),
    receivedPage(tx, member, received, browsing.received.from, sizes.received),
    sentPage(tx, member, sent, browsing.sent.from, sizes.sent),
    narrowed(tx, 'received', member, received, MOST_COUNTED),
    narrowed(tx, 'sent', member, sent, MOST_COUNTED),
  ])
  return {
    ...counts,
    browsing,
    received: receivedItems,
    sent: sentItems,
    narrowed: { received: receivedNarrowed, sent: sentNarrowed },
  }
}

/**
 * A whole Home, asked for together: usually one round trip, since most members see the beginning of their lists and
 * have a free time soon. Another page, many sessions ahead or weeks without a free time cost a second one.
 * @param browsingOf reads how the member has browsed Received since they opened Home, where Sent cannot be browsed
 */
export const homeState = async (
  tx: Tx,
  member: MemberId,
  browsingOf: (kept: string | null) => Browsing | undefined,
  now: Instant,
): Promise<{ home: HomeState; looker: Looker | undefined }> => {
  const [looker, { availability, isSet }, atStart, upcoming, hasPast, soon, suggested, toJoin, standing] =
    await Promise.all([
      findLooker(tx, member),
      availabilityOf(tx, member),
      requestsState(tx, member, startOfRequests, ON_HOME),
      upcomingSessions(tx, member, now, MOST_SESSIONS + 2),
      hasPastSession(tx, member, now),
      takenSoon(tx, member, now),
      suggestedPage(tx, member, null, PAGE_SIZE.suggested, now),
      openSessionsToJoin(tx, member, now, MOST_TO_JOIN + 1),
      standingOf(tx, member),
    ])
  const browsing = browsingOf(looker?.browsed ?? null)
  const { mentors, seeks, menteeLimit } = looker ?? UNMET
  const [requests, upcomingCount, nextSlot, mentees] = await Promise.all([
    browsing ? requestsState(tx, member, { ...browsing, sent: startOfRequests.sent }, ON_HOME) : atStart,
    upcoming.length > MOST_SESSIONS + 1 ? countUpcoming(tx, member, now, MOST_COUNTED) : upcoming.length,
    availability.paused ? null : nextFreeSlot(tx, member, availability, now, soon),
    mentors && menteeLimit !== null ? menteeCounts(tx, [member], now) : undefined,
  ])
  const isFull = menteeLimit !== null && (mentees?.get(member) ?? 0) >= menteeLimit
  const home = {
    ...requests,
    ...{ member, now, upcomingCount, hasPast, suggested },
    upcoming: upcoming.slice(0, MOST_SESSIONS + 1),
    people: new Map(
      upcoming.flatMap((session) => {
        const met = metIn(session, member)
        return met === undefined ? [] : [[met, { fullName: session.otherName }] as const]
      }),
    ),
    held: heldAmong(upcoming),
    toJoin: toJoin.slice(0, MOST_TO_JOIN),
    hasMoreToJoin: toJoin.length > MOST_TO_JOIN,
    ...{ availability, availabilityIsSet: isSet, nextSlot },
    listing: {
      ...{ isSet: looker?.hasProfile ?? false, mentors, seeks, isFull },
      keptOutBy: looker ? keptOutBy(looker, looker.settings) : null,
    },
    place: placeOf({ id: member, ...standing }, standing.organisers),
    organisers: standing.organisers,
    about: looker?.settings ?? defaultSettings,
  }
  return { home, looker }
}
