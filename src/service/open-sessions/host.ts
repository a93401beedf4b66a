import { MAX_LOCATION_LENGTH } from '../../domain/availability/availability.ts'
import {
  type Intent,
  intent,
  type MemberId,
  sessionId,
  type TopicId,
  type WorkspaceId,
} from '../../domain/ids.ts'
import { type OpenSessionFault, openSessionFault } from '../../domain/sessions/open-session.ts'
import { isCountDue } from '../../domain/sessions/open-session-ends.ts'
import { type Repeats, startsOf } from '../../domain/sessions/repeats.ts'
import { asBooked, type Session } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time/time.ts'
import { availabilityOf } from '../../store/availabilities.ts'
import { insertOpenSession, saveInvited, saveOpenTopics } from '../../store/open-sessions.ts'
import { findSessionByIntent } from '../../store/sessions.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { Act, MemberTx } from '../act.ts'
import { homeNotices, sessionNotices } from '../notices.ts'
import { type Refusal, refuse, refuseActor } from '../outcome.ts'
import { sessionTime, withLength } from '../sessions/session-time.ts'
import { type Collides, collision } from './standing.ts'

export type Hosting = {
  workspace: WorkspaceId
  actor: MemberId
  title: string
  description: string
  topics: readonly TopicId[]
  startsAt: Instant
  minutes: number
  seats: number
  fewest: number | null
  /** Null: where the mentor's sessions are. */
  location: string | null
  audience: 'everyone' | 'invited'
  /** Who may join if not everyone. */
  invited: readonly MemberId[]
  asks: boolean
  releaseHours: number | null
  repeats: Repeats | null
  intent: Intent
}

/** What does not take place because the mentor has another session then. */
export type NotMade = { startsAt: Instant; with: Collides['with'] }

export type Hosted =
  | { outcome: 'hosted'; made: readonly Session[]; notMade: readonly NotMade[] }
  /** The same form was submitted before. */
  | { outcome: 'unchanged'; session: Session }
  | ({ outcome: 'faulty' } & OpenSessionFault)
  | { outcome: 'past' }

/**
 * Sets up an open session and its repetitions, each an ordinary session. The mentor's time is taken at once, buffers
 * included; what collides with another of their sessions is not made, and named.
 */
export const host = async (act: Act, hosting: Hosting): Promise<Hosted | Collides | Refusal> => {
  const { actor, repeats, location } = hosting
  const fault = openSessionFault({ ...hosting, times: repeats?.times ?? 1 })
  if (fault) return { outcome: 'faulty', ...fault }
  if ((location?.length ?? 0) > MAX_LOCATION_LENGTH)
    return refuse({ reason: 'location_too_long', limit: MAX_LOCATION_LENGTH })
  return act({ members: [actor, ...hosting.invited] }, (tx) => hostIn(tx, hosting))
}

const hostIn = async (tx: MemberTx, hosting: Hosting): Promise<Hosted | Collides | Refusal> => {
  const { actor, repeats } = hosting
  const [members, { availability }, policy, same] = await Promise.all([
    tx.held,
    availabilityOf(tx, actor),
    workspaceSettings(tx),
    findSessionByIntent(tx, hosting.intent),
  ])
  if (same)
    return same.mentor === actor ? { outcome: 'unchanged', session: same } : refuse({ reason: 'not_found' })
  const unfit = refuseActor(members.get(actor), policy)
  if (unfit) return unfit
  if (hosting.startsAt <= tx.now()) return { outcome: 'past' }
  const starts = repeats ? startsOf(hosting.startsAt, availability.zone, repeats) : [hosting.startsAt]
  const series = repeats ? tx.nextId() : null
  const [made, notMade]: [Session[], NotMade[]] = [[], []]
  for (const [index, startsAt] of starts.entries()) {
    const time = sessionTime(startsAt, withLength(availability, hosting.minutes))
    const session = await insertOne(tx, hosting, { index, series, time, location: availability.location })
    if (session) made.push(session)
    else {
      const collides = await collision(tx, actor, time.busy.mentor)
      if (collides) notMade.push({ startsAt, with: collides.with })
    }
  }
  const [first] = notMade
  if (made.length === 0 && first) return { outcome: 'collides', with: first.with }
  tx.tell([...made.flatMap(({ id }) => sessionNotices(id, actor, true)), ...homeNotices(actor)])
  return { outcome: 'hosted', made, notMade }
}

type One = {
  index: number
  series: string | null
  time: ReturnType<typeof sessionTime>
  location: string
}

const insertOne = async (
  tx: MemberTx,
  hosting: Hosting,
  { index, series, time, location }: One,
): Promise<Session | undefined> => {
  const { actor, topics, invited, audience } = hosting
  const [id, now] = [sessionId(tx.nextId()), tx.now()]
  const { startsAt, endsAt } = time
  const session: Session = {
    ...asBooked,
    ...{ id, mentor: actor, mentees: [], startsAt, endsAt, topic: hosting.title.trim() },
    location: hosting.location ?? location,
    bookedBy: actor,
    suggestedBy: null,
  }
  const isMade = await insertOpenSession(tx, {
    ...{
      id,
      mentor: actor,
      title: session.topic,
      startsAt,
      endsAt,
      location: session.location,
      series,
      audience,
    },
    ...{ description: hosting.description, seats: hosting.seats, fewest: hosting.fewest, asks: hosting.asks },
    releaseHours: hosting.releaseHours,
    busy: time.busy.mentor,
    intent: index === 0 ? hosting.intent : intent(`${hosting.intent}:${index}`),
    bookedAt: now,
    counted: isCountDue(startsAt, now),
  })
  if (!isMade) return undefined
  saveOpenTopics(tx, id, topics)
  if (audience === 'invited') saveInvited(tx, id, invited, now)
  return session
}
