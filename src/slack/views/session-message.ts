import type { Button } from '@slack/types'
import { googleLink, outlookLink } from '../../calendar/links.ts'
import type { Member } from '../../domain/member.ts'
import { REASON_LIMIT, type Session } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time/time.ts'
import type { SessionState } from '../../store/reads/session-state.ts'
import { actionIds, replaceTarget } from '../ids.ts'
import { calendarWords } from '../text/calendar.ts'
import { labels } from '../text/labels.ts'
import { acceptedLine, roleColumns, sessionTitle, sessionWords, whenColumns } from '../text/sessions.ts'
import { actions, button, context, fields, linkButton, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { quote } from './peoples-text.ts'
import { cancelButton, isAhead, rescheduleButton, sessionDetails } from './session-rows.ts'

const calendarButtons = (session: Session, reader: Member, other: Member): Button[] => {
  const entry = {
    ...session,
    title: calendarWords.title(session, other),
    description: calendarWords.description(session, reader),
  }
  return [
    linkButton(labels.googleCalendar, actionIds.openGoogleCalendar, googleLink(entry)),
    linkButton(labels.outlook, actionIds.openOutlook, outlookLink(entry)),
  ]
}

/** One side's message about a session, in their own time, as the session stands now. */
export const sessionMessage = (state: SessionState, now: Instant): Message => {
  const { session, reader, other, accepted, isReplaced } = state
  const isCancelled = session.status === 'cancelled'
  const saysAccepted = !isCancelled && session.sequence === 0 && session.bookedBy === other.id
  return message(
    stack(
      section(sessionTitle(session, reader.id, other.id, accepted)),
      isCancelled && session.cancelReason !== null && quote(session.cancelReason, REASON_LIMIT),
      fields(...whenColumns(session, reader.zone, other), ...roleColumns(session, reader.id)),
      sessionDetails(session),
      !isCancelled && session.location.trim() === '' && context(sessionWords.noLocation),
      accepted !== null && !saysAccepted && context(acceptedLine(other.id, accepted)),
      isAhead(session, now) &&
        actions(rescheduleButton(session), cancelButton(session), ...calendarButtons(session, reader, other)),
      isCancelled &&
        !isReplaced &&
        actions(
          button(labels.bookAgain, actionIds.bookSession, {
            value: replaceTarget.encode({ replaces: session.id }),
          }),
        ),
    ),
  )
}
