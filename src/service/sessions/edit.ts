import { MAX_LOCATION_LENGTH } from '../../domain/availability/availability.ts'
import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import { everyoneIn, type Session, TOPIC_LIMIT } from '../../domain/sessions/session.ts'
import { editSession, findSession } from '../../store/sessions.ts'
import type { Act } from '../act.ts'
import { homeNotices, sessionNotices } from '../notices.ts'
import { type Refusal, refuse } from '../outcome.ts'

export type Editing = {
  workspace: WorkspaceId
  actor: MemberId
  session: SessionId
  /** Null for what the actor left as it was: what the other side changed meanwhile stays. */
  topic: string | null
  location: string | null
}

export type Edited = { outcome: 'edited' | 'unchanged'; session: Session }

/**
 * Changes the topic or place of a session that has not begun, for either side. Nobody gets a new message: messages
 * change where they are, and the calendar file comes in their threads.
 */
export const edit = async (act: Act, editing: Editing): Promise<Edited | Refusal> => {
  const { actor, session: id } = editing
  if ((editing.topic ?? '').length > TOPIC_LIMIT)
    return refuse({ reason: 'topic_too_long', limit: TOPIC_LIMIT })
  if ((editing.location ?? '').length > MAX_LOCATION_LENGTH)
    return refuse({ reason: 'location_too_long', limit: MAX_LOCATION_LENGTH })
  return act({ between: { session: id } }, async (tx): Promise<Edited | Refusal> => {
    const [sides, session] = await Promise.all([tx.held, findSession(tx, id)])
    if (!session || !sides.has(actor)) return refuse({ reason: 'not_found' })
    if (session.status === 'cancelled') return refuse({ reason: 'cancelled' })
    if (session.startsAt <= tx.now()) return refuse({ reason: 'begun' })
    const { topic, location } = {
      topic: editing.topic ?? session.topic,
      location: editing.location ?? session.location,
    }
    if (topic === session.topic && location === session.location) return { outcome: 'unchanged', session }
    editSession(tx, id, { topic, location, by: actor })
    tx.tell([
      ...everyoneIn(session).flatMap((to) => sessionNotices(id, to, false)),
      ...homeNotices(...everyoneIn(session)),
    ])
    return {
      outcome: 'edited',
      session: { ...session, topic, location, sequence: session.sequence + 1, editedBy: actor },
    }
  })
}
