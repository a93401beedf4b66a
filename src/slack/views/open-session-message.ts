import { REASON_LIMIT } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time/time.ts'
import type { OpenSessionState } from '../../store/reads/open-session-state.ts'
import type { Words } from '../text/words.ts'
import { actions, context, picture, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import {
  DESCRIPTION_SHOWN,
  openSessionButtons,
  openSessionDetails,
  openSessionMenu,
} from './open-session-parts.ts'
import { quote } from './peoples-text.ts'
import { isAhead } from './session-rows.ts'

/** One member's message about an open session, in their own time, as the session and their place in it stand now. */
export const openSessionMessage = (words: Words, state: OpenSessionState, now: Instant): Message => {
  const { open, mentor, standing, coming, accepted } = state
  const { session } = open
  const isCancelled = session.status === 'cancelled'
  const ahead = isAhead(session, now)
  const line = ahead ? words.openStandingLine(standing, mentor.id) : undefined
  const moved = session.status === 'scheduled' ? words.movedFromLine(state) : undefined
  return message(
    stack(
      section(
        [words.openSessionTitle(state), words.openWhen(state), ...(moved === undefined ? [] : [moved])].join(
          '\n',
        ),
        standing.is === 'mentor' ? undefined : picture(mentor),
      ),
      isCancelled && session.cancelReason !== null && quote(session.cancelReason, REASON_LIMIT),
      openSessionDetails(words, state),
      !isCancelled && quote(open.description, DESCRIPTION_SHOWN),
      line !== undefined && section(line),
      coming !== null && !isCancelled && section(words.whoComes(coming)),
      // Only the mentor's message is redrawn whenever somebody takes a seat.
      !isCancelled && ahead && standing.is === 'mentor' && context(words.seatsTaken(session.seats)),
      accepted !== null && standing.is === 'seated' && context(words.acceptedBySeatLine(mentor.id, accepted)),
      ahead && actions(...openSessionButtons(words, state), ...openSessionMenu(words, state)),
    ),
  )
}
