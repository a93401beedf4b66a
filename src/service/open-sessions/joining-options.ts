import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import { partnerRefusal } from '../../domain/member.ts'
import { isIn, maySee } from '../../domain/sessions/standing.ts'
import type { Instant } from '../../domain/time/time.ts'
import { sessionsOfSeries } from '../../store/open-sessions.ts'
import { standingsOf } from '../../store/open-standings.ts'
import { type OpenSessionState, openSessionState } from '../../store/reads/open-session-state.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { Read } from '../act.ts'
import { type Refusal, refuse, refuseActor } from '../outcome.ts'

/** An open session as somebody sees it who is about to join. */
export type JoiningOptions = {
  outcome: 'options'
  state: OpenSessionState
  /** How many of its series have not begun, itself included; 1 if it is not repeated. */
  ahead: number
  /** How many of them the actor could still join: no seat, no place on the waitlist. */
  toJoin: number
  now: Instant
}

/** What there is to say and to choose before joining, or why nobody can join, or not this member. */
export const joiningOptions = async (
  read: Read,
  { actor, session: id }: { workspace: WorkspaceId; actor: MemberId; session: SessionId },
): Promise<JoiningOptions | Refusal> =>
  (await read.meet([actor])) ??
  read(async (tx): Promise<JoiningOptions | Refusal> => {
    const now = read.now()
    const [state, policy] = await Promise.all([openSessionState(tx, id, actor), workspaceSettings(tx)])
    if (!state) return refuse({ reason: 'not_found' })
    const { open, mentor, reader } = state
    const { session, series } = open
    if (session.status === 'cancelled') return refuse({ reason: 'cancelled' })
    if (session.endsAt <= now) return refuse({ reason: 'begun' })
    const unfit = refuseActor(reader, policy)
    if (unfit) return unfit
    const reason = mentor.id === actor ? undefined : partnerRefusal(actor, mentor, policy, 'answer')
    if (reason) return refuse({ reason, member: mentor.id })
    const all = series === null ? [open] : await sessionsOfSeries(tx, series)
    const ahead = all.filter((one) => one.session.status === 'scheduled' && one.session.startsAt > now)
    const standings = await standingsOf(
      tx,
      actor,
      ahead.map((one) => one.session.id),
    )
    const toJoin = ahead.filter((one) => {
      const standing = standings.get(one.session.id) ?? { is: 'none' as const }
      return maySee(one.audience, standing) && !isIn(standing)
    })
    return { outcome: 'options', state, ahead: Math.max(ahead.length, 1), toJoin: toJoin.length, now }
  })
