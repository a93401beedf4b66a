import type { Member } from '../../domain/member.ts'
import { isOpen, type Session } from '../../domain/sessions/session.ts'
import type { Words } from './words.ts'

type Entry = {
  session: Session
  reader: Pick<Member, 'id'>
  /** Whom the reader meets; of an open session, its mentor. */
  other: Pick<Member, 'fullName'>
  /** It was cancelled, or the reader has left it. */
  isCancelled: boolean
}

/** What a member's calendar says of a session, in a file or in the calendar that they subscribe to. */
export const calendarEntry = (
  words: Words,
  { session, reader, other, isCancelled }: Entry,
): { title: string; description: string } => {
  if (isOpen(session)) {
    const { title, description } = words.openCalendarEntry
    const isOwn = session.mentor === reader.id
    return { title: title(session), description: description(other.fullName, { isOwn, isCancelled }) }
  }
  const { title, description } = words.calendarEntry
  return { title: title(session, other), description: description(session, reader) }
}
