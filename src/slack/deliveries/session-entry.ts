import type { OpenSessionState } from '../../store/reads/open-session-state.ts'
import type { SessionState } from '../../store/reads/session-state.ts'
import { calendarEntry } from '../text/calendar-entry.ts'
import type { Words } from '../text/words.ts'

/** What one member's calendar shows of a session, and of whom. Of an open one, nobody else who joined is named. */
export const sessionEntry = (words: Words, state: SessionState | OpenSessionState) => {
  if ('open' in state) {
    const { open, mentor, reader, standing } = state
    const { session } = open
    const isCancelled = session.status === 'cancelled' || standing.is === 'gone'
    return {
      ...{ session, isCancelled, said: words.openCalendarFile(session, isCancelled, reader.zone) },
      ...calendarEntry(words, { session, reader, other: mentor, isCancelled }),
      attendees: standing.is === 'mentor' ? [mentor] : [mentor, reader],
    }
  }
  const { session, reader, other } = state
  const isCancelled = session.status === 'cancelled'
  return {
    ...{ session, isCancelled, said: words.calendarFile(session, other, reader.zone) },
    ...calendarEntry(words, { session, reader, other, isCancelled }),
    attendees: session.mentor === reader.id ? [reader, other] : [other, reader],
  }
}
