import type { ReminderLead } from '../../domain/sessions/reminder.ts'
import type { SessionState } from '../../store/reads/session-state.ts'
import { roleColumns, sessionWords, whenColumns } from '../text/sessions.ts'
import { reminderTitle } from '../text/waiting.ts'
import { context, fields, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { sessionDetails } from './session-rows.ts'

/** Has no buttons: they are on the session's own message, which is kept current. */
export const reminderMessage = (
  { session, reader, other }: Pick<SessionState, 'session' | 'reader' | 'other'>,
  lead: ReminderLead,
): Message =>
  message(
    stack(
      section(reminderTitle(session, other.id, lead)),
      fields(...whenColumns(session, reader.zone, other), ...roleColumns(session, reader.id)),
      sessionDetails(session),
      session.location.trim() === '' && context(sessionWords.noLocation),
    ),
  )
