import { oneLine } from '../../calendar/event.ts'
import type { EventChange } from '../../domain/calendars/writing.ts'
import { LONGEST_WAIT } from '../../domain/notices.ts'
import { uidOf } from '../../domain/sessions/session.ts'
import { type Delivers, skipped } from './delivering.ts'
import { sessionEntry } from './session-entry.ts'

/** About a quarter of an hour of trying: then the file, which is better late than never. */
const MOST_TRIES = 10

/**
 * Writes the session into the calendar that the member connected with leave to write, or takes it out. Each call can be
 * repeated (`WriteEvent`), so after a crash or a lost answer it simply is; that it was tried is recorded before, so
 * that a session that is cancelled then is taken out, whether or not it arrived.
 *
 * If the calendar takes it no longer, the member gets the file from then on, and what may be there is taken out as soon
 * as that is possible.
 */
export const calendarEvent: Delivers<'calendarEvent'> = async (
  { heldLane, screens, writing, clock, words, step },
  delivery,
  { to, session: id },
) => {
  const { workspace } = delivery
  const side = { workspace, session: id, member: to }
  const state = await screens.aboutSession(workspace, id, to)
  if (!state) return skipped('the session is gone')
  const { session, isCancelled, title, description } = sessionEntry(words, state)
  if (session.startsAt <= clock.now()) return skipped('the session has begun')
  const file = { kind: 'calendar', to, session: id } as const
  const place = await writing.place(side)
  if (!place) return { outcome: 'sent', recording: writing.leavingIt([file]) }
  const { before, source } = place
  const { sequence } = session
  const isGivenUp = before?.state === 'given_up'
  if (isCancelled && !before) return skipped('cancelled before it was in any calendar')
  if (before?.state === 'written' && before.sequence === sequence)
    return skipped('that event is there already')

  await heldLane.beforeCall(source.kind)
  await heldLane.attempt(delivery)
  const isThere = isGivenUp || (await step('keep event', () => writing.attempt(side, place, sequence)))
  if (!isThere) return { outcome: 'sent', recording: writing.leavingIt([file]) }
  const change: EventChange =
    isCancelled || isGivenUp
      ? { remove: uidOf(session) }
      : {
          put: {
            ...{ uid: uidOf(session), sequence, startsAt: session.startsAt, endsAt: session.endsAt },
            ...{ title: oneLine(title), description, location: oneLine(session.location) },
          },
        }
  const done = await step('write event', () => writing.write(workspace, place, change))
  if (!('fault' in done)) {
    const known = { sequence, state: isGivenUp ? 'given_up' : 'written' } as const
    return { outcome: 'sent', recording: writing.recording(side, place, known) }
  }

  const { fault, after } = done
  const isOver = fault === 'revoked' || fault === 'forbidden'
  if (isGivenUp && isOver) return skipped(`the calendar cannot be written any more: ${fault}`)
  if (!isGivenUp && (isOver || delivery.tries + 1 >= MOST_TRIES)) {
    const rest = isOver ? [file] : [file, delivery.notice]
    const known = { sequence, state: 'given_up' } as const
    return { outcome: 'sent', recording: writing.recording(side, place, known, rest) }
  }
  if (after !== undefined) return heldLane.limited(source.kind, Math.min(after, LONGEST_WAIT))
  return { outcome: 'retry', reason: `the calendar: ${fault}` }
}
