import { MAX_LOCATION_LENGTH } from '../../domain/availability/availability.ts'
import { type MemberId, sessionId } from '../../domain/ids.ts'
import { asBooked, checkMinutes, TOPIC_LIMIT } from '../../domain/sessions/session.ts'
import { insertSession } from '../../store/sessions.ts'
import { isOverlap } from '../../store/sql/transaction.ts'
import type { Act, MemberTx } from '../act.ts'
import type { AskNow } from '../calendars/ask-now.ts'
import { cardNotice, homeNotices, sessionNotice, sessionNotices } from '../notices.ts'
import { type Refusal, refuse } from '../outcome.ts'
import { acceptAll, oneOfEachCard } from '../requests/accept.ts'
import { useSuggestion } from '../suggestions/use.ts'
import { type Booked, type Booking, partnerOf } from './booking.ts'
import { decideBooking } from './decide-booking.ts'
import { type NotBooked, orSilent } from './session-time.ts'

/**
 * Books a session and accepts, in the same transaction, every open request that the actor received in this role
 * (spec 1-lifecycle, rules 1 to 4). A mentee books one of the mentor's slots; a mentor may pick any future time,
 * and the length and place of this one session.
 */
export const book =
  (ask: AskNow) =>
  async (act: Act, booking: Booking): Promise<Booked | NotBooked | Refusal> => {
    const { mentor, mentee, topic, location, minutes } = booking
    const other = partnerOf(booking)
    if (mentor === mentee) return refuse({ reason: 'self', member: other })
    if (topic.length > TOPIC_LIMIT) return refuse({ reason: 'topic_too_long', limit: TOPIC_LIMIT })
    if ((location?.length ?? 0) > MAX_LOCATION_LENGTH) {
      return refuse({ reason: 'location_too_long', limit: MAX_LOCATION_LENGTH })
    }
    checkMinutes(minutes)
    const silent = await ask(booking.workspace, { members: [mentor, mentee] })
    try {
      return await act({ members: [mentor, mentee] }, (tx) => booked(tx, booking, silent))
    } catch (error) {
      // The last line of defence: the locks and the check of the time come first.
      if (isOverlap(error)) return { outcome: 'unavailable', reason: 'mentor_busy' }
      throw error
    }
  }

const booked = async (
  tx: MemberTx,
  booking: Booking,
  silent: ReadonlySet<MemberId>,
): Promise<Booked | NotBooked | Refusal> => {
  const { actor, mentor, mentee } = booking
  const now = tx.now()
  const decided = await decideBooking(tx, booking, now)
  if (decided.outcome !== 'free') return decided
  const { time, location, received, open, replaced, suggestion } = decided

  const { suggestedBy, notices } = useSuggestion(tx, suggestion, 'session', now)
  const session = {
    id: sessionId(tx.nextId()),
    mentor,
    mentees: [mentee],
    startsAt: time.startsAt,
    endsAt: time.endsAt,
    topic: booking.topic,
    location,
    bookedBy: actor,
    suggestedBy,
  }
  insertSession(tx, {
    ...session,
    intent: booking.intent,
    bookedAt: now,
    busy: time.busy,
    unchecked: orSilent(decided.unchecked, silent, booking),
  })
  const accepted = acceptAll(tx, received, { session: session.id }, now)
  const other = partnerOf(booking)
  tx.tell([
    ...sessionNotices(session.id, other, true),
    ...sessionNotices(session.id, actor, true),
    ...(replaced ? [mentor, mentee].map((to) => sessionNotice(replaced.id, to, false)) : []),
    ...oneOfEachCard(open).map((request) => cardNotice(request)),
    ...notices,
    ...homeNotices(actor, other),
  ])
  return {
    outcome: 'booked',
    session: { ...session, ...asBooked },
    accepted,
  }
}
