import { REASON_LIMIT } from '../../domain/session.ts'
import type { Instant } from '../../domain/time.ts'
import type { SessionState } from '../../store/reads/session-state.ts'
import { actionIds, memberTarget } from '../ids.ts'
import { labels } from '../text/labels.ts'
import { acceptedLine, roleColumns, sessionTitle, sessionWords, whenColumns } from '../text/sessions.ts'
import { actions, button, context, fields, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { quote } from './peoples-text.ts'
import { cancelButton, isAhead, sessionDetails } from './session-rows.ts'

/** One side's message about a session, in their own time, as the session stands now. */
export const sessionMessage = ({ session, reader, other, settled }: SessionState, now: Instant): Message => {
  const isCancelled = session.status === 'cancelled'
  const saysAccepted = !isCancelled && session.sequence === 0 && session.bookedBy === other.id
  return message(
    stack(
      section(sessionTitle(session, reader.id, other.id, settled)),
      isCancelled && session.cancelReason !== null && quote(session.cancelReason, REASON_LIMIT),
      fields(...whenColumns(session, reader.zone, other), ...roleColumns(session, reader.id)),
      sessionDetails(session),
      !isCancelled && session.location.trim() === '' && context(sessionWords.noLocation),
      settled !== null && !saysAccepted && context(acceptedLine(other.id, settled)),
      isAhead(session, now) && actions(cancelButton(session)),
      isCancelled &&
        actions(
          button(labels.bookAgain, actionIds.bookSession, {
            value: memberTarget.encode({ member: other.id }),
          }),
        ),
    ),
  )
}
