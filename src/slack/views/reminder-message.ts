import type { SessionState } from '../../store/reads/session-state.ts'
import type { Words } from '../text/words.ts'
import { plainContext, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { joinButton } from './session-rows.ts'

/** One line, with the way there; what can be changed is on the session's own message, which is kept current. */
export const reminderMessage = (
  words: Words,
  { session, other }: Pick<SessionState, 'session' | 'other'>,
): Message => {
  const join = joinButton(words, session)
  const details = words.reminderDetails(session.topic, join ? '' : session.location)
  return message(
    stack(section(words.reminderLine(session, other.id), join), details !== '' && plainContext(details)),
  )
}
