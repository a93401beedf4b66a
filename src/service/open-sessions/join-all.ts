import { OPEN_SESSION_LIMITS } from '../../domain/sessions/open-session.ts'
import { maySee } from '../../domain/sessions/standing.ts'
import { findOpenSession, sessionsOfSeries } from '../../store/open-sessions.ts'
import { standingTo } from '../../store/open-standings.ts'
import type { Act } from '../act.ts'
import { type Refusal, refuse } from '../outcome.ts'
import { type Joined, type Joining, joinIn } from './join.ts'
import type { Collides } from './standing.ts'

/** What became of each session of a series that is still ahead and that the actor may see, soonest first. */
export type AllJoined = {
  outcome: 'joined_all'
  each: readonly { startsAt: number; joined: Joined | Collides | Refusal }[]
}

/**
 * Joins every session of a series that has not begun: a seat or a place on the waitlist in each, as when joining it by
 * itself. What hinders one does not hinder the others.
 * @param joining `session` is any one of the series; without a series, it is the only one
 */
export const joinAll = async (act: Act, joining: Joining): Promise<AllJoined | Refusal> => {
  const { actor, session, note } = joining
  const limit = OPEN_SESSION_LIMITS.note
  if (note.length > limit) return refuse({ reason: 'message_too_long', limit })
  return act({ openSession: session, members: [actor] }, async (tx): Promise<AllJoined | Refusal> => {
    const [, one, standing] = await Promise.all([
      tx.held,
      findOpenSession(tx, session),
      standingTo(tx, session, actor),
    ])
    if (!one || !maySee(one.audience, standing)) return refuse({ reason: 'not_found' })
    const series = one.series === null ? [one] : await sessionsOfSeries(tx, one.series)
    const ahead = series.filter(
      ({ session: { status, startsAt } }) => status === 'scheduled' && startsAt > tx.now(),
    )
    const each: { startsAt: number; joined: Joined | Collides | Refusal }[] = []
    for (const {
      session: { id, startsAt },
    } of ahead) {
      const joined = await joinIn(tx, { ...joining, session: id })
      // They may be invited to some of a series only, and hear nothing of the others.
      const isHidden = joined.outcome === 'refused' && joined.reason === 'not_found'
      if (!isHidden) each.push({ startsAt, joined })
    }
    if (each.length > 0) return { outcome: 'joined_all', each }
    return refuse({ reason: one.session.status === 'cancelled' ? 'cancelled' : 'begun' })
  })
}
