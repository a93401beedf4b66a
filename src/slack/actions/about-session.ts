import type { SessionId } from '../../domain/ids.ts'
import { type Press, type Reply, type SlackParts, sayNotFound } from '../reply.ts'
import { sessionTarget } from '../values.ts'

export type Answer = Promise<Reply<never>>

/** Of a button that names a session. */
export const aboutSession =
  (handle: (parts: SlackParts, press: Press, session: SessionId) => Answer) =>
  async (parts: SlackParts, press: Press): Answer => {
    const target = sessionTarget.decode(press.value)
    return target ? handle(parts, press, target.session) : sayNotFound(parts, press)
  }
