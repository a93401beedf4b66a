import type { Topic } from '../../domain/directory/profile.ts'
import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import { type From, PAGE_SIZE, type Page } from '../../domain/page.ts'
import type { OpenSession } from '../../domain/sessions/open-session.ts'
import type { Instant } from '../../domain/time/time.ts'
import { invitedTo } from '../../store/open-session-members.ts'
import { findOpenSession } from '../../store/open-sessions.ts'
import {
  type ListedOpen,
  lastHostedBy,
  type OpenFilter,
  openSessionsPage,
  ownWithFreeSeats,
} from '../../store/reads/open-session-lists.ts'
import {
  type OpenSessionState,
  openSessionState,
  type Question,
  questionsFor,
} from '../../store/reads/open-session-state.ts'
import { findTopics } from '../../store/topics.ts'
import type { Parts } from '../act.ts'

/** As many as a menu holds without becoming a list of its own. */
const MOST_OFFERED = 20

/** A page of open sessions; `topic`: the one they are filtered by, by its name of today. */
export type OpenSessionsState = {
  sessions: Page<ListedOpen, SessionId>
  filter: OpenFilter
  topic: Topic | null
  reader: MemberId
  now: Instant
}

/** An open session as its mentor sees it, whom they invited to it, and the time now. */
export type OwnOpenSession = { state: OpenSessionState; invited: readonly MemberId[]; now: Instant }

type Looking = { workspace: WorkspaceId; actor: MemberId }

/** What members see of open sessions. */
export const openSessionScreens = (parts: Parts) => ({
  /** What a member's message about an open session shows, as they may see it. */
  openSession: (
    workspace: WorkspaceId,
    session: SessionId,
    reader: MemberId,
  ): Promise<OpenSessionState | undefined> =>
    parts.inWorkspace(workspace, (tx) => openSessionState(tx, session, reader)),

  /** A page of the open sessions ahead that the actor may see. */
  openSessions: (
    { workspace, actor }: Looking,
    filter: OpenFilter,
    from: From<SessionId>,
  ): Promise<OpenSessionsState> =>
    parts.inWorkspace(workspace, async (tx) => {
      const now = parts.clock.now()
      const page = (at: From<SessionId>) =>
        openSessionsPage(tx, actor, filter, at, PAGE_SIZE.openSessions, now)
      const [found, topics] = await Promise.all([
        page(from),
        findTopics(tx, filter.topic === null ? [] : [filter.topic]),
      ])
      // Of a page that has emptied in the meantime, the first is shown instead.
      const sessions = found.items.length === 0 && from !== null ? await page(null) : found
      const topic = filter.topic === null ? null : (topics.get(filter.topic) ?? null)
      return { sessions, filter, topic, reader: actor, now }
    }),

  /** A mentor's own open sessions ahead with a seat free, soonest first. */
  openSessionsWithRoom: ({ workspace, actor }: Looking): Promise<readonly OpenSession[]> =>
    parts.inWorkspace(workspace, (tx) => ownWithFreeSeats(tx, actor, MOST_OFFERED, parts.clock.now())),

  /** One that the actor set up; undefined for anybody else. */
  ownOpenSession: ({ workspace, actor }: Looking, session: SessionId): Promise<OwnOpenSession | undefined> =>
    parts.inWorkspace(workspace, async (tx) => {
      const [state, invited] = await Promise.all([
        openSessionState(tx, session, actor),
        invitedTo(tx, session),
      ])
      return state?.standing.is === 'mentor' ? { state, invited, now: parts.clock.now() } : undefined
    }),

  /** The one that the actor set up last, as they see it. */
  lastHosted: ({ workspace, actor }: Looking): Promise<OpenSessionState | undefined> =>
    parts.inWorkspace(workspace, async (tx) => {
      const last = await lastHostedBy(tx, actor)
      return last && openSessionState(tx, last.session.id, actor)
    }),

  /** What those who come would like to talk about; nothing for anybody but its mentor. */
  questions: ({ workspace, actor }: Looking, session: SessionId): Promise<readonly Question[]> =>
    parts.inWorkspace(workspace, async (tx) => {
      const [open, questions] = await Promise.all([findOpenSession(tx, session), questionsFor(tx, session)])
      return open?.session.mentor === actor ? questions : []
    }),
})
