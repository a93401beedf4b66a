import type { Availability } from '../../domain/availability/availability.ts'
import { type DayAsked, type SlotDay, slotDay } from '../../domain/availability/slot-day.ts'
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
import { minutesOf, type Session } from '../../domain/sessions/session.ts'
import type { Instant, Interval } from '../../domain/time/time.ts'
import { findMembers } from '../../store/members.ts'
import { latestOpenOfCard, openRequestsOf } from '../../store/open-requests.ts'
import { findRequest, latestRequestOfCard } from '../../store/requests.ts'
import { findSession } from '../../store/sessions.ts'
import type { Tx } from '../../store/sql/tx.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { Read } from '../act.ts'
import { type Refusal, refuse, refuseActor } from '../outcome.ts'
import { slotQuery, withLength } from './session-time.ts'

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
export type TimesAsked = {
  day: DayAsked['day']
  /** A chosen free time, which is looked up whichever day it is on. */
  chosen: Instant | null
  /** The length a mentor wants for this session; null for the usual one. */
  minutes: number | null
}

const FIRST_TIMES: TimesAsked = { day: null, chosen: null, minutes: null }

export type BookingOptions = {
  outcome: 'options'
  actorIs: 'mentor' | 'mentee'
  mentor: Member
  mentee: Member
  /** The mentor's, with the length that this session is to have. */
  availability: Availability
  /** The length without a choice: the availability's or, if a session is moved, that session's. */
  usualMinutes: number
  /** One day's free times, by the actor's calendar. */
  day: SlotDay
  /** The chosen time, on whichever day it is, or why it is not free; null if none was chosen. */
  chosen: { kind: 'free'; slot: Interval } | { kind: 'gone'; reason: SlotRefusal } | null
  /** How many of the other member's open requests this booking would accept. */
  accepts: number
  /** The request from which the booking was opened. */
  origin: Request | null
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
  return { ...free, accepts: received.length, origin }
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
  { day, chosen, minutes }: TimesAsked,
): Promise<Omit<BookingOptions, 'accepts' | 'origin'>> => {
  const { actorIs, mentor, mentee, moves, now } = basis
  const given = await slotQuery(tx, { mentor: mentor.id, mentee: mentee.id, except: moves?.id ?? null }, now)
  const usualMinutes = moves ? minutesOf(moves) : given.availability.sessionMinutes
  const length = (actorIs === 'mentor' ? minutes : null) ?? usualMinutes
  const availability = withLength(given.availability, length)
  const query = { ...given, availability: actorIs === 'mentor' ? ownTerms(availability) : availability }
  // With another length, the session's own start is a change too.
  const except = moves && length === usualMinutes ? moves.startsAt : null
  const [own, other] = actorIs === 'mentor' ? [mentor, mentee] : [mentee, mentor]
  return {
    ...basis,
    outcome: 'options',
    availability,
    usualMinutes,
    day: slotDay(query, { day, own: own.zone, other: other.zone, except }),
    chosen: chosen === null ? null : chosenIn(query, chosen, except),
  }
}

const chosenIn = (
  query: SlotQuery,
  chosen: Instant,
  except: Instant | null,
): NonNullable<BookingOptions['chosen']> => {
  if (chosen === except) return { kind: 'gone', reason: 'off_grid' }
  const found = isBookable(chosen, query)
  return found.kind === 'refused'
    ? { kind: 'gone', reason: found.reason }
    : { kind: 'free', slot: found.slot }
}

/** Lead and cap protect a mentor from others, not from themselves. */
const ownTerms = (availability: Availability): Availability => ({
  ...availability,
  leadMinutes: 0,
  weeklyCap: null,
})
