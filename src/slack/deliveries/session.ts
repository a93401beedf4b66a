import { sessionMessage } from '../views/session-message.ts'
import { type Delivers, skipped } from './delivering.ts'
import { changeMessage, postAnew } from './post.ts'

export const session: Delivers<'session'> = async (parts, delivery, { to, session, announce }) => {
  const { look, clock, words, step } = parts
  const state = await step('read', () => look.session(delivery.workspace, session, to))
  if (!state) return skipped('the session is gone')
  const { message: posted } = state
  const content = sessionMessage(words, state, clock.now())
  if (!announce) return changeMessage(parts, posted, content)
  return postAnew(parts, delivery, {
    to,
    posted,
    content: async () => content,
    // Its calendar files are in its thread.
    recording: (message) =>
      look.replacing(
        posted && { kind: 'outdated', to, ...posted },
        message,
        look.sessionMessageAt(session, to, message),
      ),
  })
}
