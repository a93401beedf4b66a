import { isFormer } from '../../domain/former-member.ts'
import { keepsItsTime, REASON_LIMIT } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time/time.ts'
import type { SessionState } from '../../store/reads/session-state.ts'
import { actionIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { replaceTarget } from '../values.ts'
import { actions, button, context, picture, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { quote } from './peoples-text.ts'
import { isAhead, sessionActions, sessionDetails } from './session-rows.ts'

/** One side's message about a session, in their own time, as the session stands now. */
export const sessionMessage = (words: Words, state: SessionState, now: Instant): Message => {
  const { session, reader, other, accepted, isReplaced } = state
  const isCancelled = session.status === 'cancelled'
  // The title says so, unless it tells something newer.
  const saysAccepted = !isCancelled && keepsItsTime(session) && session.bookedBy !== reader.id
  const facts = [words.whenText(session, state), words.rolesLine(session, reader.id)]
  const where = session.location.trim() || words.sessions.notSet
  return message(
    stack(
      section([words.sessionTitle(state), ...facts].join('\n'), picture(other)),
      isCancelled && session.cancelReason !== null && quote(session.cancelReason, REASON_LIMIT),
      sessionDetails(words, isCancelled ? session : { ...session, location: where }),
      session.editedBy !== null && !isCancelled && context(words.editedLine(session.editedBy, reader.id)),
      isAhead(session, now) && uncheckedContext(words, state),
      session.suggestedBy !== null &&
        session.bookedBy !== reader.id &&
        context(words.suggestedByLine(session.suggestedBy)),
      accepted !== null && !saysAccepted && context(words.acceptedLine(other.id, accepted)),
      isAhead(session, now) && sessionActions(words, session, reader.id, other),
      isCancelled &&
        !isReplaced &&
        !isFormer(other.id) &&
        actions(
          button(words.labels.bookAgain, actionIds.bookSession, {
            value: replaceTarget.encode({ replaces: session.id }),
          }),
        ),
    ),
  )
}

/** For the side that did not choose the time: whose calendar was not asked about it. */
const uncheckedContext = (words: Words, { session, reader, unchecked }: SessionState) =>
  unchecked.length > 0 &&
  (session.moved?.by ?? session.bookedBy) !== reader.id &&
  context(words.uncheckedLine(unchecked, reader.id))
