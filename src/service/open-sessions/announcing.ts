import type { Topic } from '../../domain/directory/profile.ts'
import type { SessionId, WorkspaceId } from '../../domain/ids.ts'
import type { Member } from '../../domain/member.ts'
import type { OpenSession } from '../../domain/sessions/open-session.ts'
import { mayAnnounceIn } from '../../domain/settings.ts'
import { SECOND } from '../../domain/time/time.ts'
import {
  type Announcement,
  announcementOf,
  markCalled,
  saveAnnouncement,
  saveChannelFault,
} from '../../store/announcements.ts'
import type { PostedMessage } from '../../store/cards.ts'
import type { Recording } from '../../store/delivery-queue.ts'
import { findMembers } from '../../store/members.ts'
import { findOpenSession } from '../../store/open-sessions.ts'
import { topicsOfOpen } from '../../store/reads/open-session-state.ts'
import { ownRows } from '../../store/sql/tx.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import { type Parts, tell } from '../act.ts'

/** Everything that the message in a channel shows: nothing of who joined but their number. */
export type AnnouncementState = {
  open: OpenSession
  topics: readonly Topic[]
  mentor: Member
  announcement: Announcement
  /** Whether the organisers let it be posted there. */
  isAllowed: boolean
}

/** A message in a channel changes at most once in this time (spec 8-open-sessions, Where they are found). */
export const ONE_UPDATE_IN = SECOND

/** The message in a channel that shows an open session. */
export const announcing = (parts: Parts) => ({
  state: (workspace: WorkspaceId, id: SessionId): Promise<AnnouncementState | undefined> =>
    parts.inWorkspace(workspace, async (tx) => {
      const [open, announcement, topics, settings] = await Promise.all([
        findOpenSession(tx, id),
        announcementOf(tx, id),
        topicsOfOpen(tx, [id]),
        workspaceSettings(tx),
      ])
      const mentor = open && (await findMembers(tx, [open.session.mentor])).get(open.session.mentor)
      return open && announcement && mentor
        ? {
            open,
            announcement,
            mentor,
            topics: topics.get(id) ?? [],
            isAllowed: mayAnnounceIn(settings, open.announcedIn),
          }
        : undefined
    }),

  /**
   * Recorded before each call and, if its answer does not say that the channel took the message, after it too: no
   * process makes the next one too soon, whatever became of this one.
   */
  called: (workspace: WorkspaceId, id: SessionId): Promise<void> =>
    parts.inWorkspace(workspace, async (tx) => markCalled(tx.behind(ownRows), id, parts.clock.now())),

  /** The channel took it. Recorded together with the delivery that posted or changed it. */
  taken:
    (id: SessionId, { ts }: Pick<PostedMessage, 'ts'>): Recording =>
    (tx) =>
      saveAnnouncement(tx, id, { ts, at: parts.clock.now() }),

  /** The channel does not take it. The mentor is told once of each reason, until it does. */
  failed: (workspace: WorkspaceId, id: SessionId, why: string): Promise<void> =>
    parts.inWorkspace(workspace, async (tx) => {
      const own = tx.behind(ownRows)
      const [isNew, open] = await Promise.all([saveChannelFault(own, id, why), findOpenSession(tx, id)])
      if (!isNew || !open?.announcedIn) return
      const { announcedIn: channel, session } = open
      tell(parts, own, [{ kind: 'channelFault', to: session.mentor, session: id, channel, why }])
    }),
})

export type Announcing = ReturnType<typeof announcing>
