import { openSessionMessage } from '../views/open-session-message.ts'
import { sessionMessage } from '../views/session-message.ts'
import { type Delivers, skipped } from './delivering.ts'
import { changeMessage, postAnew } from './post.ts'

export const session: Delivers<'session'> = async (parts, delivery, { to, session, announce }) => {
  const { screens, clock, words, step } = parts
  const state = await step('read', () => screens.aboutSession(delivery.workspace, session, to))
  if (!state) return skipped('the session is gone')
  const { message: posted } = state
  const content =
    'open' in state
      ? openSessionMessage(words, state, clock.now())
      : sessionMessage(words, state, clock.now())
  if (!announce) return changeMessage(parts, posted, content)
  return postAnew(parts, delivery, {
    to,
    posted,
    content: async () => content,
    // Its calendar files are in its thread.
    recording: (message) =>
      screens.replacing(
        posted && { kind: 'outdated', to, ...posted },
        message,
        screens.sessionMessageAt(session, to, message),
      ),
  })
}
