import type { ReminderLead } from '../../domain/sessions/reminder.ts'
import type { SessionState } from '../../store/reads/session-state.ts'
import type { Words } from '../text/words.ts'
import { context, fields, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { sessionDetails } from './session-rows.ts'

/** Has no buttons: they are on the session's own message, which is kept current. */
export const reminderMessage = (
  words: Words,
  { session, reader, other }: Pick<SessionState, 'session' | 'reader' | 'other'>,
  lead: ReminderLead,
): Message =>
  message(
    stack(
      section(words.reminderTitle(session, other.id, lead)),
      fields(...words.whenColumns(session, reader.zone, other), ...words.roleColumns(session, reader.id)),
      sessionDetails(words, session),
      session.location.trim() === '' && context(words.sessions.noLocation),
    ),
  )
