import type { Button } from '@slack/types'
import { googleLink, outlookLink } from '../../calendar/links.ts'
import type { Member } from '../../domain/member.ts'
import { REASON_LIMIT, type Session } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time/time.ts'
import type { SessionState } from '../../store/reads/session-state.ts'
import { actionIds, replaceTarget } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { actions, button, context, fields, linkButton, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { quote } from './peoples-text.ts'
import { cancelButton, isAhead, rescheduleButton, sessionDetails } from './session-rows.ts'

const calendarButtons = (words: Words, session: Session, reader: Member, other: Member): Button[] => {
  const entry = {
    ...session,
    title: words.calendarEntry.title(session, other),
    description: words.calendarEntry.description(session, reader),
  }
  return [
    linkButton(words.labels.googleCalendar, actionIds.openGoogleCalendar, googleLink(entry)),
    linkButton(words.labels.outlook, actionIds.openOutlook, outlookLink(entry)),
  ]
}

/** One side's message about a session, in their own time, as the session stands now. */
export const sessionMessage = (words: Words, state: SessionState, now: Instant): Message => {
  const { session, reader, other, accepted, isReplaced } = state
  const isCancelled = session.status === 'cancelled'
  const saysAccepted = !isCancelled && session.sequence === 0 && session.bookedBy === other.id
  return message(
    stack(
      section(words.sessionTitle(session, reader.id, other.id, accepted)),
      isCancelled && session.cancelReason !== null && quote(session.cancelReason, REASON_LIMIT),
      fields(...words.whenColumns(session, reader.zone, other), ...words.roleColumns(session, reader.id)),
      sessionDetails(words, session),
      !isCancelled && session.location.trim() === '' && context(words.sessions.noLocation),
      accepted !== null && !saysAccepted && context(words.acceptedLine(other.id, accepted)),
      isAhead(session, now) &&
        actions(
          rescheduleButton(words, session),
          cancelButton(words, session),
          ...calendarButtons(words, session, reader, other),
        ),
      isCancelled &&
        !isReplaced &&
        actions(
          button(words.labels.bookAgain, actionIds.bookSession, {
            value: replaceTarget.encode({ replaces: session.id }),
          }),
        ),
    ),
  )
}
