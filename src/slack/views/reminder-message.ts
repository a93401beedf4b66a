import type { OpenSessionState } from '../../store/reads/open-session-state.ts'
import type { SessionState } from '../../store/reads/session-state.ts'
import type { Words } from '../text/words.ts'
import { plainContext, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { placeButton } from './open-session-parts.ts'
import { joinButton } from './session-rows.ts'

type Reminded = Pick<SessionState, 'session' | 'other'> | Pick<OpenSessionState, 'open' | 'reader'>

/** One line, with the way there; what can be changed is on the session's own message, which is kept current. */
export const reminderMessage = (words: Words, state: Reminded): Message => {
  const session = 'open' in state ? state.open.session : state.session
  const join = 'open' in state ? placeButton(words, session)[0] : joinButton(words, session)
  const details = words.reminderDetails(session.topic, join ? '' : session.location)
  return message(stack(section(lineOf(words, state), join), details !== '' && plainContext(details)))
}

const lineOf = (words: Words, state: Reminded) =>
  'open' in state
    ? words.openReminderLine(state.open.session, state.reader.id)
    : words.reminderLine(state.session, state.other.id)
