import { MAX_LOCATION_LENGTH } from '../../domain/availability/availability.ts'
import type { MemberId, SessionId, TopicId, WorkspaceId } from '../../domain/ids.ts'
import { type OpenSessionFault, openTextsFault } from '../../domain/sessions/open-session.ts'
import { announcementOf } from '../../store/announcements.ts'
import { everyoneToldOf } from '../../store/open-session-members.ts'
import { saveOpenTopics, setDescription } from '../../store/open-sessions.ts'
import { topicsOfOpen } from '../../store/reads/open-session-state.ts'
import { editSession } from '../../store/sessions.ts'
import { topicsToday } from '../../store/topics.ts'
import type { Act } from '../act.ts'
import { announcementNotice, sessionNotice } from '../notices.ts'
import { type Refusal, refuse } from '../outcome.ts'
import { mentorsView, seatNotices, waitNotices } from './notices.ts'
import { ownAhead, standingOf } from './standing.ts'

export type EditingOpen = {
  workspace: WorkspaceId
  actor: MemberId
  session: SessionId
  title: string
  description: string
  topics: readonly TopicId[]
  location: string
}

export type OpenEdited = { outcome: 'edited' | 'unchanged' } | ({ outcome: 'faulty' } & OpenSessionFault)

/**
 * Gives an open session another title, description, place or other topics. Nobody gets a new message: messages change
 * where they are, and the calendar file comes in their threads.
 */
export const editOpen = async (act: Act, editing: EditingOpen): Promise<OpenEdited | Refusal> => {
  const { actor, session: id, location } = editing
  const [title, description] = [editing.title.trim(), editing.description.trim()]
  const fault = openTextsFault({ title, description, topics: editing.topics })
  if (fault) return { outcome: 'faulty', ...fault }
  if (location.length > MAX_LOCATION_LENGTH)
    return refuse({ reason: 'location_too_long', limit: MAX_LOCATION_LENGTH })
  return act({ openSession: id, members: [actor] }, async (tx): Promise<OpenEdited | Refusal> => {
    const [, found, topics, before, shown, told] = await Promise.all([
      tx.held,
      standingOf(tx, id),
      topicsToday(tx, editing.topics),
      topicsOfOpen(tx, [id]),
      announcementOf(tx, id),
      everyoneToldOf(tx, id),
    ])
    const own = ownAhead(found, actor, tx.now())
    if ('outcome' in own) return own
    const { open, seats, waits } = own
    // The channel may take it by now.
    const isAnnounced = shown?.fault !== null && shown?.message === null
    if (isAnnounced) tx.tell(announcementNotice(open, true))
    const texts = [open.session.topic, open.session.location, open.description]
    const had = (before.get(id) ?? []).map((topic) => topic.id)
    if (JSON.stringify([texts, had]) === JSON.stringify([[title, location, description], topics]))
      return { outcome: isAnnounced ? 'edited' : 'unchanged' }
    editSession(tx, id, { topic: title, location, by: actor })
    setDescription(tx, id, description)
    saveOpenTopics(tx, id, topics)
    const inIt = new Set([...seats, ...waits].map(({ member }) => member))
    tx.tell([
      ...mentorsView(open),
      ...seatNotices(open, actor, false),
      ...seats.flatMap(({ member, heldUntil }) =>
        heldUntil === null ? seatNotices(open, member, false) : waitNotices(open, member, false),
      ),
      ...waits.flatMap(({ member }) => waitNotices(open, member, false)),
      ...told.flatMap((member) => (inIt.has(member) ? [] : [sessionNotice(id, member, false)])),
    ])
    return { outcome: 'edited' }
  })
}
