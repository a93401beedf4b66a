import type { Availability } from '../../domain/availability/availability.ts'
import { type PageStart, type Slot, type SlotPage, slotPage } from '../../domain/availability/slot-page.ts'
import type { SlotQuery, SlotRefusal } from '../../domain/availability/slot-rules.ts'
import { isBookable } from '../../domain/availability/slots.ts'
import type { CardId, MemberId, RequestId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import { type Member, partnerRefusal } from '../../domain/member.ts'
import {
  acceptRefusal,
  kindAcceptedByBooking,
  mentorOf,
  type Request,
} from '../../domain/requests/request.ts'
import type { Session } from '../../domain/sessions/session.ts'
import { DAY, type Instant, type Interval } from '../../domain/time/time.ts'
import { wakingHoursBetween } from '../../domain/time/wall-time.ts'
import { findMembers } from '../../store/members.ts'
import { latestOpenOfCard, openRequestsOf } from '../../store/open-requests.ts'
import { findRequest, latestRequestOfCard } from '../../store/requests.ts'
import { findSession } from '../../store/sessions.ts'
import type { Tx } from '../../store/sql/transaction.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { Read } from '../act.ts'
import { type Refusal, refuse, refuseActor } from '../outcome.ts'
import { slotQuery } from './session-time.ts'

/**
 * What the member books from: a request they received (its card, or the one request), another member, or the session
 * that they want to move.
 */
export type BookingSource =
  | { card: CardId }
  | { request: RequestId }
  | { member: MemberId; actorIs: 'mentor' | 'mentee' | null }
  | { session: SessionId }

/** Which of the free times to show. */
export type TimesAsked = { from: PageStart; size: number; chosen: Instant | null }

const FIRST_TIMES: TimesAsked = { from: null, size: 100, chosen: null }

export type BookingOptions = {
  outcome: 'options'
  actorIs: 'mentor' | 'mentee'
  mentor: Member
  mentee: Member
  availability: Availability
  /** A page of the free times, soonest first; for a mentor those within the mentee's waking hours come first. */
  slots: readonly Slot[]
  /** Where the pages before and after it begin. */
  pages: Pick<SlotPage, 'earlier' | 'later'>
  /** The chosen time, on whichever page it is, or why it is not free; null if none was chosen. */
  chosen: { kind: 'free'; slot: Slot } | { kind: 'gone'; reason: SlotRefusal } | null
  /** How many of the other member's open requests this booking would accept. */
  accepts: number
  /** The request from which the booking was opened. */
  origin: RequestId | null
  /** The session to be moved; null for a new booking. */
  moves: Session | null
  now: Instant
}

export type AskedOptions = {
  workspace: WorkspaceId
  actor: MemberId
  source: BookingSource
  times?: TimesAsked
}

/** What the booking modal shows. It promises nothing: `book` decides again when a time is submitted. */
export const bookingOptions = async (
  read: Read,
  { actor, source, times = FIRST_TIMES }: AskedOptions,
): Promise<BookingOptions | Refusal> => {
  if ('session' in source) {
    return read((tx) => moveOptions(tx, { actor, session: source.session, times, now: read.now() }))
  }
  const origin = 'member' in source ? null : await read((tx) => acceptableOrigin(tx, actor, source))
  if (origin && 'outcome' in origin) return origin
  const other = origin ? origin.sender : 'member' in source ? source.member : actor
  if (other === actor) return refuse({ reason: 'self', member: other })
  const unmet = await read.meet([actor, other])
  if (unmet) return unmet
  return read(async (tx) => {
    const actorIs = origin
      ? mentorOf(origin) === actor
        ? 'mentor'
        : 'mentee'
      : (('member' in source ? source.actorIs : null) ?? (await likelyRole(tx, actor, other)))
    return optionsIn(tx, { actor, other, actorIs, origin, times, now: read.now() })
  })
}

/**
 * The source's newest request that the actor can accept by booking, or why there is none. If that request has been
 * withdrawn, the newest open one on its card takes its place.
 */
const acceptableOrigin = async (
  tx: Tx,
  actor: MemberId,
  source: { card: CardId } | { request: RequestId },
): Promise<Request | Refusal> => {
  const named =
    'request' in source
      ? await findRequest(tx, source.request)
      : ((await latestOpenOfCard(tx, source.card)) ?? (await latestRequestOfCard(tx, source.card)))
  if (!named) return refuse({ reason: 'not_found' })
  const request = named.withdrawnAt === null ? named : ((await latestOpenOfCard(tx, named.card)) ?? named)
  const reason = acceptRefusal(request, 'booking', actor, false)
  return reason ? refuse({ reason }) : request
}

/** Mentor if the other asked the actor for a session, mentee otherwise (spec 3-booking, Who books what). */
const likelyRole = async (tx: Tx, actor: MemberId, other: MemberId): Promise<'mentor' | 'mentee'> => {
  const asked = await openRequestsOf(tx, { sender: other, receiver: actor, kind: 'session_request' })
  return asked.length > 0 ? 'mentor' : 'mentee'
}

const optionsIn = async (
  tx: Tx,
  ask: {
    actor: MemberId
    other: MemberId
    actorIs: 'mentor' | 'mentee'
    origin: Request | null
    times: TimesAsked
    now: Instant
  },
): Promise<BookingOptions | Refusal> => {
  const { actor, other, actorIs, origin, times, now } = ask
  const [members, received, policy] = await Promise.all([
    findMembers(tx, [actor, other]),
    openRequestsOf(tx, { sender: other, receiver: actor, kind: kindAcceptedByBooking(actorIs) }),
    workspaceSettings(tx),
  ])
  const [own, partner] = [members.get(actor), members.get(other)]
  if (!own || !partner) return refuse({ reason: 'unknown_member', member: other })
  const unfit = refuseActor(own, policy)
  if (unfit) return unfit
  const barred = partnerRefusal(actor, partner, policy, received.length > 0 ? 'answer' : 'book')
  if (barred) return refuse({ reason: barred, member: other })

  const [mentor, mentee] = actorIs === 'mentor' ? [own, partner] : [partner, own]
  const free = await freeTimes(tx, { actorIs, mentor, mentee, moves: null, now }, times)
  return { ...free, accepts: received.length, origin: origin?.id ?? null }
}

/** The times to which the actor can move one of their sessions. */
const moveOptions = async (
  tx: Tx,
  ask: { actor: MemberId; session: SessionId; times: TimesAsked; now: Instant },
): Promise<BookingOptions | Refusal> => {
  const { actor, times, now } = ask
  const session = await findSession(tx, ask.session)
  if (!session || (session.mentor !== actor && session.mentee !== actor))
    return refuse({ reason: 'not_found' })
  if (session.status === 'cancelled') return refuse({ reason: 'cancelled' })
  if (session.startsAt <= now) return refuse({ reason: 'begun' })
  const members = await findMembers(tx, [session.mentor, session.mentee])
  const [mentor, mentee] = [members.get(session.mentor), members.get(session.mentee)]
  if (!mentor || !mentee) return refuse({ reason: 'not_found' })
  const actorIs = actor === mentor.id ? 'mentor' : 'mentee'
  const free = await freeTimes(tx, { actorIs, mentor, mentee, moves: session, now }, times)
  return { ...free, accepts: 0, origin: null }
}

type BookingBasis = Pick<BookingOptions, 'actorIs' | 'mentor' | 'mentee' | 'moves' | 'now'>

const freeTimes = async (
  tx: Tx,
  basis: BookingBasis,
  { from, size, chosen }: TimesAsked,
): Promise<Omit<BookingOptions, 'accepts' | 'origin'>> => {
  const { actorIs, mentor, mentee, moves, now } = basis
  const given = await slotQuery(tx, { mentor: mentor.id, mentee: mentee.id, except: moves?.id ?? null }, now)
  const { availability } = given
  const query = actorIs === 'mentor' ? { ...given, availability: ownTerms(availability) } : given
  const horizon = { start: now, end: now + (availability.horizonDays + 1) * DAY }
  const isUsual = actorIs === 'mentor' ? wakingHoursBetween(mentee.zone, horizon) : null
  const except = moves?.startsAt ?? null
  const { slots, ...pages } = slotPage(query, { from, size, isUsual, except })
  const isOdd = (slot: Interval) => isUsual !== null && !isUsual(slot)
  return {
    ...basis,
    outcome: 'options',
    availability,
    slots,
    pages,
    chosen: chosen === null ? null : chosenIn(query, chosen, { except, isOdd }),
  }
}

const chosenIn = (
  query: SlotQuery,
  chosen: Instant,
  { except, isOdd }: { except: Instant | null; isOdd(slot: Interval): boolean },
): NonNullable<BookingOptions['chosen']> => {
  if (chosen === except) return { kind: 'gone', reason: 'off_grid' }
  const found = isBookable(chosen, query)
  return found.kind === 'refused'
    ? { kind: 'gone', reason: found.reason }
    : { kind: 'free', slot: { ...found.slot, isOdd: isOdd(found.slot) } }
}

/** Notice and cap protect a mentor from others, not from themselves. */
const ownTerms = (availability: Availability): Availability => ({
  ...availability,
  noticeMinutes: 0,
  weeklyCap: null,
})
