import type { CalendarSource } from '../domain/calendars/reading.ts'
import type { CardId, MemberId, SessionId, SuggestionId, WorkspaceId } from '../domain/ids.ts'
import type { Member } from '../domain/member.ts'
import { type From, PAGE_SIZE, type Page } from '../domain/page.ts'
import { type Browsing, type Extent, extentOf } from '../domain/requests/lists.ts'
import type { Settings } from '../domain/settings.ts'
import type { Instant } from '../domain/time/time.ts'
import {
  type CalendarFile,
  calendarFile,
  dropCalendarFile,
  saveCalendarFile,
} from '../store/calendar-files.ts'
import { sourcesOf } from '../store/calendar-sources.ts'
import { type PostedMessage, saveCardMessage } from '../store/cards.ts'
import type { Recording } from '../store/delivery-queue.ts'
import { findMembers } from '../store/members.ts'
import { type CardState, cardState } from '../store/reads/card-state.ts'
import { type FeedbackState, feedbackState } from '../store/reads/feedback-state.ts'
import { type HomeState, homeState, type RequestsState, requestsState } from '../store/reads/home.ts'
import { type OpenSessionState, openSessionState } from '../store/reads/open-session-state.ts'
import { type PastState, pastState, type SessionsState, upcomingState } from '../store/reads/session-lists.ts'
import { type SessionState, sessionState } from '../store/reads/session-state.ts'
import {
  type Suggested,
  type SuggestionState,
  suggestedPage,
  suggestionState,
} from '../store/reads/suggestions.ts'
import { saveSessionMessage } from '../store/session-messages.ts'
import { ownRows } from '../store/sql/tx.ts'
import { saveSuggestionMessage } from '../store/suggestions.ts'
import { workspaceSettings } from '../store/workspaces.ts'
import { type Parts, tell } from './act.ts'
import { type OwnCalendars, ownCalendars } from './calendars/own-calendars.ts'
import { peopleToHelp } from './directory/find.ts'
import type { Result } from './directory/results.ts'
import { openSessionScreens } from './open-sessions/screens.ts'

const IN_MESSAGE = { received: PAGE_SIZE.message, sent: PAGE_SIZE.message }
const IN_MODAL = { received: PAGE_SIZE.modal, sent: PAGE_SIZE.modal }

/** A Home, with a few people whom its owner could mentor. */
export type HomeScreen = HomeState & { toHelp: readonly Result[]; calendars: OwnCalendars }

type Looking = { workspace: WorkspaceId; actor: MemberId }

/** What members see (lists, sessions, cards, Home), and where the messages that show it are. */
export const screens = (parts: Parts) => ({
  ...openSessionScreens(parts),

  /** Received and Sent in a message. */
  requests: ({ workspace, actor }: Looking, browsing: Browsing): Promise<RequestsState> =>
    parts.inWorkspace(workspace, (tx) =>
      requestsState(tx, actor, browsing, { extent: extentOf(browsing), sizes: IN_MESSAGE }),
    ),

  /** The same in a modal, which has more room. */
  requestsInModal: (
    { workspace, actor }: Looking,
    browsing: Browsing,
    extent: Extent,
  ): Promise<RequestsState> =>
    parts.inWorkspace(workspace, (tx) => requestsState(tx, actor, browsing, { extent, sizes: IN_MODAL })),

  /** What the workspace's forms depend on. */
  settings: (workspace: WorkspaceId): Promise<Settings> => parts.inWorkspace(workspace, workspaceSettings),

  /** A page of the scheduled sessions that have not ended, soonest first. */
  sessions: ({ workspace, actor }: Looking, from: From<Instant>): Promise<SessionsState> =>
    parts.inWorkspace(workspace, (tx) => upcomingState(tx, actor, from, parts.clock.now())),

  /** A page of the sessions that have ended, newest first. */
  pastSessions: ({ workspace, actor }: Looking, from: From<Instant>): Promise<PastState> =>
    parts.inWorkspace(workspace, (tx) => pastState(tx, actor, from, parts.clock.now())),

  session: (
    workspace: WorkspaceId,
    session: SessionId,
    reader: MemberId,
  ): Promise<SessionState | undefined> =>
    parts.inWorkspace(workspace, (tx) => sessionState(tx, session, reader)),

  /** What a member's message about a session shows, booked or open. */
  aboutSession: (
    workspace: WorkspaceId,
    session: SessionId,
    reader: MemberId,
  ): Promise<SessionState | OpenSessionState | undefined> =>
    parts.inWorkspace(
      workspace,
      async (tx) =>
        (await sessionState(tx, session, reader)) ?? (await openSessionState(tx, session, reader)),
    ),

  /** Those of them whom the app has met. */
  people: (workspace: WorkspaceId, members: readonly MemberId[]): Promise<ReadonlyMap<MemberId, Member>> =>
    parts.inWorkspace(workspace, (tx) => findMembers(tx, members)),

  /** One of the actor's own, and the time now. */
  ownSession: (
    { workspace, actor }: Looking,
    session: SessionId,
  ): Promise<{ state: SessionState; now: Instant } | undefined> =>
    parts.inWorkspace(workspace, async (tx) => {
      const state = await sessionState(tx, session, actor)
      return state && { state, now: parts.clock.now() }
    }),

  /** What that member was asked about a session, and said so far; undefined if they were not there. */
  feedback: (
    workspace: WorkspaceId,
    session: SessionId,
    member: MemberId,
  ): Promise<(FeedbackState & { now: Instant }) | undefined> =>
    parts.inWorkspace(workspace, async (tx) => {
      const state = await feedbackState(tx, session, member)
      return state && { ...state, now: parts.clock.now() }
    }),

  card: (workspace: WorkspaceId, card: CardId): Promise<CardState | undefined> =>
    parts.inWorkspace(workspace, (tx) => cardState(tx, card, parts.clock.now())),

  suggestion: (workspace: WorkspaceId, suggestion: SuggestionId): Promise<SuggestionState | undefined> =>
    parts.inWorkspace(workspace, (tx) => suggestionState(tx, suggestion)),

  /** A page of what was suggested to the actor. */
  suggested: (
    { workspace, actor }: Looking,
    from: From<SuggestionId>,
  ): Promise<Page<Suggested, SuggestionId>> =>
    parts.inWorkspace(workspace, (tx) => suggestedPage(tx, actor, from, PAGE_SIZE.modal, parts.clock.now())),

  /** A member's whole Home; `decode` reads how they last browsed it. */
  home: (
    { workspace, actor }: Looking,
    decode: (kept: string) => Browsing | undefined,
  ): Promise<HomeScreen> =>
    parts.inWorkspace(workspace, async (tx) => {
      const now = parts.clock.now()
      const browsingOf = (kept: string | null) => (kept === null ? undefined : decode(kept))
      const [{ home, looker }, calendars] = await Promise.all([
        homeState(tx, actor, browsingOf, now),
        ownCalendars(tx, actor, parts.calendars),
      ])
      const { mentors, keptOutBy } = home.listing
      // Only of a listed mentor it takes more round trips.
      const isMentor = looker && mentors && keptOutBy === null
      return { ...home, calendars, toHelp: isMentor ? await peopleToHelp(tx, looker, now) : [] }
    }),

  /** The actor's calendars from outside. */
  calendars: ({ workspace, actor }: Looking): Promise<readonly CalendarSource[]> =>
    parts.inWorkspace(workspace, (tx) => sourcesOf(tx, actor)),

  /** Recorded together with the delivery that posted the message. */
  cardMessageAt:
    (card: CardId, message: PostedMessage): Recording =>
    (tx) =>
      saveCardMessage(tx, card, message),

  /** The same, and has the older message removed or changed, which this one replaces. */
  replacing:
    (
      older: ({ kind: 'replaced' | 'outdated'; to: MemberId } & PostedMessage) | null,
      message: PostedMessage,
      recording: Recording,
    ): Recording =>
    async (tx) => {
      await recording(tx)
      if (older && older.ts !== message.ts) tell(parts, tx, [older])
    },

  calendarFile: (
    workspace: WorkspaceId,
    session: SessionId,
    member: MemberId,
  ): Promise<CalendarFile | null> => parts.inWorkspace(workspace, (tx) => calendarFile(tx, session, member)),

  keepCalendarFile: (
    workspace: WorkspaceId,
    session: SessionId,
    member: MemberId,
    file: CalendarFile,
  ): Promise<void> =>
    parts.inWorkspace(workspace, (tx) => saveCalendarFile(tx.behind(ownRows), session, member, file)),

  forgetCalendarFile: (workspace: WorkspaceId, session: SessionId, member: MemberId): Promise<void> =>
    parts.inWorkspace(workspace, (tx) => dropCalendarFile(tx.behind(ownRows), session, member)),

  /** Recorded together with the delivery that posted the message. */
  sessionMessageAt:
    (session: SessionId, member: MemberId, message: PostedMessage): Recording =>
    (tx) =>
      saveSessionMessage(tx, session, member, message),

  /** The same for the card of a suggestion. */
  suggestionMessageAt:
    (suggestion: SuggestionId, message: PostedMessage): Recording =>
    (tx) =>
      saveSuggestionMessage(tx, suggestion, message),
})

export type Screens = ReturnType<typeof screens>
