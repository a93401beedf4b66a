import type { WeeklyHours } from '../domain/availability/availability.ts'
import { type MemberId, memberId, type SessionId, sessionId } from '../domain/ids.ts'
import { FEEDBACK_ANSWERS, type FeedbackAnswer } from '../domain/sessions/feedback.ts'
import type { Instant } from '../domain/time/time.ts'
import { weeklyOf } from './availabilities.ts'
import { messageIn, type PostedMessage } from './cards.ts'
import { instant, oneOf, orNull, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/** Somebody who was in a session that has ended. */
export type Attended = {
  session: SessionId
  member: MemberId
  endsAt: Instant
  zone: string
  weekly: WeeklyHours | null
}

/** Who was in the sessions that began after that and ended by then. */
export const attendedBetween = async (
  tx: Tx,
  after: Instant,
  until: Instant,
): Promise<readonly Attended[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select s.id, s.ends_at, m.member_id, p.zone, a.weekly
    from (
      select id, ends_at from sessions
      where workspace_id = :workspace and status = 'scheduled' and starts_at > :after and starts_at <= :until
        and ends_at <= :until
      offset 0) s
    cross join lateral (
      select member_id from session_members
      where workspace_id = :workspace and session_id = s.id and left_at is null and held_until is null offset 0) m
    join members p on p.workspace_id = :workspace and p.id = m.member_id and not p.is_deactivated
    left join availabilities a on a.workspace_id = :workspace and a.member_id = m.member_id
    order by s.ends_at, s.id, m.member_id`,
    { after: new Date(after), until: new Date(until) },
  )
  return rows.map((row) => ({
    session: sessionId(text(row, 'id')),
    member: memberId(text(row, 'member_id')),
    endsAt: instant(row, 'ends_at'),
    zone: text(row, 'zone'),
    weekly: weeklyOf(row),
  }))
}

/** What a member was asked about a session, and said so far. */
export type Feedback = {
  closesAt: Instant
  answer: FeedbackAnswer | null
  line: string
  /** When the line was passed on to the other, and to the organisers. */
  thankedAt: Instant | null
  toldAt: Instant | null
  message: PostedMessage | null
}

/** @returns undefined if they were not asked yet */
export const findFeedback = async (
  tx: Tx,
  session: SessionId,
  member: MemberId,
): Promise<Feedback | undefined> => {
  const [row] = await tx.rows(
    /* sql */ `
    select closes_at, answer, line, thanked_at, told_at, channel_id, message_ts from feedback
    where workspace_id = :workspace and session_id = :session and member_id = :member`,
    { session, member },
  )
  if (!row) return undefined
  return {
    closesAt: instant(row, 'closes_at'),
    answer: orNull((from, column) => oneOf(from, column, FEEDBACK_ANSWERS), row, 'answer'),
    line: text(row, 'line'),
    thankedAt: orNull(instant, row, 'thanked_at'),
    toldAt: orNull(instant, row, 'told_at'),
    message: messageIn(row),
  }
}

/** The question was posted: where, and until when it can be answered. */
export const saveQuestion = async (
  tx: LockedTx,
  session: SessionId,
  member: MemberId,
  { channel, ts }: PostedMessage,
  closesAt: Instant,
): Promise<void> => {
  await tx.rows(
    /* sql */ `
    insert into feedback (workspace_id, session_id, member_id, closes_at, channel_id, message_ts)
    values (:workspace, :session, :member, :closesAt, :channel, :ts)
    on conflict (workspace_id, session_id, member_id) do update
      set channel_id = excluded.channel_id, message_ts = excluded.message_ts`,
    { session, member, channel, ts, closesAt: new Date(closesAt) },
  )
}

type Said = { answer: FeedbackAnswer; now: Instant; closesAt: Instant }

/** The last answer counts. It may come before it is recorded that the question was posted. */
export const saveAnswer = (
  tx: LockedTx,
  session: SessionId,
  member: MemberId,
  { answer, now, closesAt }: Said,
): void =>
  tx.write(
    /* sql */ `
    insert into feedback (workspace_id, session_id, member_id, closes_at, answer, answered_at)
    values (:workspace, :session, :member, :closesAt, :answer, :now)
    on conflict (workspace_id, session_id, member_id) do update
      set answer = excluded.answer, answered_at = excluded.answered_at,
        line = case when excluded.answer = 'not_met' then '' else feedback.line end`,
    { session, member, answer, now: new Date(now), closesAt: new Date(closesAt) },
  )

/** The line beside the answer, and when it was passed on. */
export const saveLine = (
  tx: LockedTx,
  session: SessionId,
  member: MemberId,
  { line, thankedAt, toldAt }: Pick<Feedback, 'line' | 'thankedAt' | 'toldAt'>,
): void =>
  tx.write(
    /* sql */ `
    update feedback set line = :line, thanked_at = :thankedAt, told_at = :toldAt
    where workspace_id = :workspace and session_id = :session and member_id = :member`,
    {
      ...{ session, member, line },
      thankedAt: thankedAt === null ? null : new Date(thankedAt),
      toldAt: toldAt === null ? null : new Date(toldAt),
    },
  )
