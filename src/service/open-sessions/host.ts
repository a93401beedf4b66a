import { MAX_LOCATION_LENGTH } from '../../domain/availability/availability.ts'
import {
  type Intent,
  intent,
  type MemberId,
  sessionId,
  type TopicId,
  type WorkspaceId,
} from '../../domain/ids.ts'
import {
  type OpenSession,
  type OpenSessionFault,
  openSessionFault,
} from '../../domain/sessions/open-session.ts'
import { endsAsOf, nextLook } from '../../domain/sessions/open-session-ends.ts'
import { type Repeats, startsOf } from '../../domain/sessions/repeats.ts'
import { asBooked, type Session } from '../../domain/sessions/session.ts'
import { mayAnnounceIn } from '../../domain/settings.ts'
import { DAY, type Instant, type Interval, MINUTE } from '../../domain/time/time.ts'
import { availabilityOf } from '../../store/availabilities.ts'
import { invite } from '../../store/open-session-members.ts'
import { insertOpenSession, saveOpenTopics } from '../../store/open-sessions.ts'
import { findSessionByIntent } from '../../store/sessions.ts'
import { topicsToday } from '../../store/topics.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { Act, MemberTx } from '../act.ts'
import type { AskNow } from '../calendars/ask-now.ts'
import { announcementNotice, homeNotices, sessionNotice, sessionNotices } from '../notices.ts'
import { type Refusal, refuse, refuseActor } from '../outcome.ts'
import { furthestAhead, sessionTime, withLength } from '../sessions/session-time.ts'
import { unfitGuest } from './guests.ts'
import { askAbout, type OwnCalendarBusy, ownCalendar } from './own-calendar.ts'
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
  audience: OpenSession['audience']
  /** They get a card; if not everyone may join, they are the only ones who may. */
  invited: readonly MemberId[]
  /** The channel that is to show it, by Slack's id: only where everyone may join. Each of a series follows on the one before. */
  announcedIn: string | null
  asks: boolean
  releaseHours: number | null
  repeats: Repeats | null
  /** Times at which the mentor was told that their own calendar says that they are busy. */
  toldBusy?: readonly Instant[]
  intent: Intent
}

/** What does not take place because the mentor has another session then. */
export type NotMade = { startsAt: Instant; with: Collides['with'] }

export type Hosted =
  | { outcome: 'hosted'; made: readonly Session[]; notMade: readonly NotMade[] }
  /** The same form was submitted before. */
  | { outcome: 'unchanged'; session: Session }
  | ({ outcome: 'faulty' } & OpenSessionFault)
  | { outcome: 'past' | 'too_far' }
  | OwnCalendarBusy

/**
 * Sets up an open session and its repetitions, each an ordinary session. The mentor's time is taken at once, buffers
 * included; what collides with another of their sessions is not made, and named.
 */
export const host =
  (ask: AskNow) =>
  async (act: Act, hosting: Hosting): Promise<Hosted | Collides | Refusal> => {
    const { workspace, actor, repeats, location, invited } = hosting
    const fault = openSessionFault({ ...hosting, times: repeats ? repeats.times : null })
    if (fault) return { outcome: 'faulty', ...fault }
    if ((location?.length ?? 0) > MAX_LOCATION_LENGTH)
      return refuse({ reason: 'location_too_long', limit: MAX_LOCATION_LENGTH })
    const announcedIn = hosting.audience === 'everyone' ? hosting.announcedIn : null
    if (!hosting.toldBusy?.length) await ask(workspace, { members: [actor] })
    return act({ members: [actor, ...invited] }, (tx) =>
      hostIn(tx, { ...hosting, announcedIn, invited: [...new Set(invited)] }),
    )
  }

const hostIn = async (tx: MemberTx, hosting: Hosting): Promise<Hosted | Collides | Refusal> => {
  const { actor, repeats, minutes } = hosting
  const [members, { availability }, policy, same, topics, busyAmong] = await Promise.all([
    tx.held,
    availabilityOf(tx, actor),
    workspaceSettings(tx),
    findSessionByIntent(tx, hosting.intent),
    topicsToday(tx, hosting.topics),
    ownCalendar(tx, actor, spanOf(hosting, tx.now()), tx.now()),
  ])
  if (same)
    return same.mentor === actor ? { outcome: 'unchanged', session: same } : refuse({ reason: 'not_found' })
  const unfit =
    refuseActor(members.get(actor), policy) ?? (await unfitGuest(tx, actor, hosting.invited, policy))
  if (unfit) return unfit
  if (!mayAnnounceIn(policy, hosting.announcedIn)) return refuse({ reason: 'other_channel' })
  if (hosting.startsAt <= tx.now()) return { outcome: 'past' }
  if (hosting.startsAt > furthestAhead(tx.now())) return { outcome: 'too_far' }
  const starts = repeats ? startsOf(hosting.startsAt, availability.zone, repeats) : [hosting.startsAt]
  const unasked = askAbout(
    busyAmong(starts.map((start) => ({ start, end: start + minutes * MINUTE }))),
    hosting.toldBusy,
  )
  if (unasked) return unasked
  const series = repeats ? tx.nextId() : null
  const given = {
    series,
    location: hosting.location ?? availability.location,
    topics,
  }
  const [made, notMade]: [Session[], NotMade[]] = [[], []]
  for (const [index, startsAt] of starts.entries()) {
    const time = sessionTime(startsAt, withLength(availability, hosting.minutes))
    // The first that is made has the form's intent, by which a repeat of the form is known.
    const key = made.length === 0 ? hosting.intent : intent(`${hosting.intent}:${index}`)
    const session = await insertOne(tx, hosting, { ...given, time, key })
    if (session) made.push(session)
    else {
      const collides = await collision(tx, actor, time.busy.mentor)
      if (!collides) throw new Error('a session collides with none')
      notMade.push({ startsAt, with: collides.with })
    }
  }
  const [first] = made
  const [hindered] = notMade
  if (!first) return { outcome: 'collides', with: hindered?.with ?? never() }
  const { invited, announcedIn } = hosting
  tx.tell([
    ...made.flatMap(({ id }) => sessionNotices(id, actor, true)),
    // One card for the whole series: it offers to join all.
    ...invited.map((to) => sessionNotice(first.id, to, true)),
    ...announcementNotice({ session: first, announcedIn }, true),
    ...homeNotices(actor, ...invited),
  ])
  return { outcome: 'hosted', made, notMade }
}

/** How long after its first session a series can end. */
const LONGEST_SERIES = 366 * DAY

/** In which all its sessions are; that of a start too far ahead is not looked at. */
const spanOf = ({ startsAt, minutes, repeats }: Hosting, now: Instant): Interval => {
  const start = Math.min(Math.max(startsAt, now), furthestAhead(now))
  return { start, end: start + minutes * MINUTE + (repeats ? LONGEST_SERIES : 0) }
}

const never = (): never => {
  throw new Error('a session that never takes place')
}

type One = {
  series: string | null
  time: ReturnType<typeof sessionTime>
  location: string
  topics: readonly TopicId[]
  key: Intent
}

const insertOne = async (
  tx: MemberTx,
  hosting: Hosting,
  { series, time, location, topics, key }: One,
): Promise<Session | undefined> => {
  const { actor, invited, audience, description, seats, fewest, asks, releaseHours, announcedIn } = hosting
  const [id, now] = [sessionId(tx.nextId()), tx.now()]
  const { startsAt, endsAt } = time
  const session = {
    ...asBooked,
    ...{ id, mentor: actor, mentees: [], startsAt, endsAt, topic: hosting.title.trim(), location },
    ...{ bookedBy: actor, suggestedBy: null, seats: { total: seats, taken: 0 } },
  }
  const ends = endsAsOf(startsAt, hosting, now)
  const isMade = await insertOpenSession(tx, {
    ...{ id, mentor: actor, title: session.topic, startsAt, endsAt, location, series, audience },
    ...{ description: description.trim(), seats, fewest, asks, releaseHours, announcedIn, ...ends },
    lookAt: nextLook({ session, announcedIn, ...ends }, { seats: [], waits: [] }, now),
    busy: time.busy.mentor,
    intent: key,
    bookedAt: now,
  })
  if (!isMade) return undefined
  saveOpenTopics(tx, id, topics)
  invite(tx, id, invited, now)
  return session
}
