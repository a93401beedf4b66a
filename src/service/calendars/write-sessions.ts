import type { EventChange, EventOutcome } from '../../domain/calendars/writing.ts'
import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import type { Notice } from '../../domain/notices.ts'
import { readSoon } from '../../store/calendar-sources.ts'
import type { Recording } from '../../store/delivery-queue.ts'
import {
  type DisconnectedCalendar,
  disconnectedCalendar,
  dropTakenOut,
  forgetDisconnected,
} from '../../store/disconnected-calendars.ts'
import { ownRows, type Tx } from '../../store/sql/tx.ts'
import {
  type EventPlace,
  eventPlace,
  saveWrittenEvent,
  type WrittenEvent,
} from '../../store/written-events.ts'
import { type Parts, tell } from '../act.ts'
import { isFromProvider, usingAccess } from './access.ts'

/** A session as it concerns one of its sides. */
type Side = { workspace: WorkspaceId; session: SessionId; member: MemberId }

/** What the outbox does to write members' sessions into calendars that they connected, in place of sending files. */
export const writingSessions = (parts: Parts) => ({
  /** Where the session is written for that side; undefined if they get files of it. */
  place: async ({ workspace, session, member }: Side): Promise<EventPlace | undefined> =>
    parts.calendars && parts.inWorkspace(workspace, (tx) => eventPlace(tx, session, member)),

  /**
   * Before the call: whatever becomes of its answer, the event may be there from now on.
   * @returns false if the calendar was disconnected meanwhile, and nothing may be written into it
   */
  attempt: ({ workspace, ...side }: Side, { source }: EventPlace, sequence: number): Promise<boolean> =>
    parts.inWorkspace(workspace, (tx) =>
      saveWrittenEvent(tx.behind(ownRows), { ...side, source: source.id }, { sequence, state: 'attempted' }),
    ),

  /** @throws KeyMissing if the access was sealed with a key that is gone */
  write: async (
    workspace: WorkspaceId,
    { source }: { source: Pick<EventPlace['source'], 'id' | 'secret'> },
    change: EventChange,
  ): Promise<EventOutcome> => {
    const { calendars } = parts
    if (!calendars) return { fault: 'revoked' }
    return usingAccess(
      parts,
      calendars,
      workspace,
      source,
      async (access): Promise<EventOutcome> =>
        isFromProvider(access) ? calendars.reach.write(access, change) : { fault: 'revoked' },
    )
  },

  /** Recorded together with the delivery: what is known of the event from now on, and what is to be told. */
  recording:
    (
      { session, member }: Side,
      { source }: EventPlace,
      known: WrittenEvent,
      notices: readonly Notice[] = [],
    ): Recording =>
    async (tx) => {
      await saveWrittenEvent(tx, { session, member, source: source.id }, known)
      readSoon(tx, source.id, parts.clock.now())
      tell(parts, tx, notices)
    },

  /** What is left of a calendar that its owner disconnected; undefined if nothing is. */
  disconnected: (workspace: WorkspaceId, source: string): Promise<DisconnectedCalendar | undefined> =>
    parts.inWorkspace(workspace, (tx) => disconnectedCalendar(tx, source)),

  /** The session's event is no longer there. */
  takenOut: ({ workspace, ...side }: Side, source: string): Promise<void> =>
    parts.inWorkspace(workspace, async (tx) => {
      const locked = tx.behind(ownRows)
      dropTakenOut(locked, source, side.session)
      tell(parts, locked, await elsewhere(tx, side.member, [side.session]))
    }),

  /** Recorded together with a delivery after which nothing is left of it. */
  forgetting:
    (
      { id, sessions }: Pick<DisconnectedCalendar, 'id' | 'sessions'>,
      member: MemberId,
      notices: readonly Notice[] = [],
    ): Recording =>
    async (tx) => {
      forgetDisconnected(tx, id)
      tell(parts, tx, [...notices, ...(await elsewhere(tx, member, sessions))])
    },

  /** Recorded together with a delivery that leaves the rest to others. */
  leavingIt:
    (notices: readonly Notice[]): Recording =>
    async (tx) =>
      tell(parts, tx, notices),
})

/** Those of them that are now to be written into another calendar of the member's. */
const elsewhere = async (
  tx: Tx,
  to: MemberId,
  sessions: readonly SessionId[],
): Promise<readonly Notice[]> => {
  const places = await Promise.all(sessions.map((session) => eventPlace(tx, session, to)))
  return sessions
    .filter((_, n) => places[n] !== undefined)
    .map((session) => ({ kind: 'calendarEvent', to, session }) as const)
}

export type WritingSessions = ReturnType<typeof writingSessions>
