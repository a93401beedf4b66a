import type { MemberId, SessionId } from '../../../src/domain/ids.ts'
import type { EditingOpen } from '../../../src/service/open-sessions/edit-open.ts'
import type { Hosting } from '../../../src/service/open-sessions/host.ts'
import type { Account } from '../../../src/store/members.ts'
import { account } from '../../support/world.ts'
import { anna, scene, TUESDAY_10 } from '../scene.ts'

/** The next Tuesday at ten: more than a week ahead. */
export const NEXT_TUESDAY = TUESDAY_10 + 7 * 24 * 3_600_000

/** As it is set up, if a test does not say otherwise. */
const asHosted = { title: 'Reading plans', description: '', topics: [], location: '' }

/** Anna hosts; the others join and leave. @param more members beside the four of every scene */
export const hosted = async (more: readonly string[] = []) => {
  const here = await scene(more.map((id) => account(id)))
  const { services: use, workspace, parts } = here
  const host = (changes: Partial<Hosting> = {}) =>
    use.host({
      ...{ workspace, actor: anna, title: 'Reading plans', description: '', topics: [] },
      ...{ startsAt: NEXT_TUESDAY, minutes: 60, seats: 2, fewest: null, location: null },
      ...{
        audience: 'everyone',
        invited: [],
        announcedIn: null,
        asks: true,
        releaseHours: null,
        repeats: null,
      },
      intent: here.intent(),
      ...changes,
    })
  const made = async (changes: Partial<Hosting> = {}): Promise<SessionId> => {
    const answer = await host(changes)
    const [first] = answer.outcome === 'hosted' ? answer.made : []
    if (!first) throw new Error(`not set up: ${JSON.stringify(answer)}`)
    return first.id
  }
  const list = async (sql: string, session: SessionId) =>
    (await parts.inWorkspace(workspace, (tx) => tx.rows(sql, { session }))).map((row) => row.member_id)
  return {
    ...here,
    host,
    made,
    join: (actor: MemberId, session: SessionId, note = '') => use.join({ workspace, actor, session, note }),
    leave: (actor: MemberId, session: SessionId) => use.leave({ workspace, actor, session }),
    add: (actor: MemberId, session: SessionId, member: MemberId) =>
      use.add({ workspace, actor, session, member }),
    answer: (actor: MemberId, session: SessionId, answer: 'yes' | 'no') =>
      use.answerSeat({ workspace, actor, session, answer }),
    seats: (actor: MemberId, session: SessionId, seats: number) =>
      use.changeSeats({ workspace, actor, session, seats }),
    cancel: (actor: MemberId, session: SessionId, which: 'one' | 'all' = 'one') =>
      use.cancelOpen({ workspace, actor, session, which, reason: null }),
    joinAll: (actor: MemberId, session: SessionId) => use.joinAll({ workspace, actor, session, note: '' }),
    invite: (actor: MemberId, session: SessionId, ...members: readonly MemberId[]) =>
      use.invite({ workspace, actor, session, members }),
    putAside: (actor: MemberId, session: SessionId, aside = true) =>
      use.putInvitationAside({ workspace, actor, session, aside }),
    edit: (actor: MemberId, session: SessionId, changes: Partial<EditingOpen> = {}) =>
      use.editOpen({ workspace, actor, session, ...asHosted, ...changes }),
    move: (actor: MemberId, session: SessionId, startsAt: number, minutes: number | null = null) =>
      use.moveOpen({ workspace, actor, session, startsAt, minutes }),
    /** Slack says that their account is gone, or back, or is a guest's. */
    learn: (member: MemberId, changes: Partial<Account>) => {
      here.clock.advance(1000)
      return use.learn({ workspace, account: account(member, changes), seenAt: here.clock.now() })
    },
    /** What the member is to the session, by their own message. */
    standing: async (member: MemberId, session: SessionId) =>
      (await use.screens.openSession(workspace, session, member))?.standing,
    nextLook: async (session: SessionId) => {
      const [row] = await parts.inWorkspace(workspace, (tx) =>
        tx.rows(
          'select look_at from open_sessions where workspace_id = :workspace and session_id = :session',
          {
            session,
          },
        ),
      )
      return row?.look_at instanceof Date ? row.look_at.getTime() : null
    },
    seated: (session: SessionId) =>
      list(
        `select member_id from session_members where workspace_id = :workspace and session_id = :session
          and role = 'mentee' and active order by seat`,
        session,
      ),
    waiting: (session: SessionId) =>
      list(
        `select member_id from open_session_members
          where workspace_id = :workspace and session_id = :session and position is not null
          order by position`,
        session,
      ),
    upkeep: () => use.openSessions.plan(workspace),
  }
}
