import { memberId, topicId } from '../../domain/ids.ts'
import type { TopicNumbers } from '../../domain/programme/report-numbers.ts'
import type { Answer, HeldSession, SentRequest } from '../../domain/programme/tally.ts'
import { FEEDBACK_ANSWERS } from '../../domain/sessions/feedback.ts'
import type { Instant } from '../../domain/time/time.ts'
import { instant, integer, oneOf, orNull, type Row, text, texts } from '../sql/row.ts'
import type { Tx } from '../sql/tx.ts'

/** Some of what a report counts, and the key after which the next ones come; null if these were the last. */
export type Facts<Fact> = { facts: readonly Fact[]; next: string | null }

const factsOf = <Fact>(rows: readonly Row[], most: number, read: (row: Row) => Fact): Facts<Fact> => {
  const last = rows.length < most ? undefined : rows.at(-1)
  return { facts: rows.map(read), next: last ? text(last, 'id') : null }
}

/**
 * Sessions that took place and were over by the end: an open one only if somebody came. `after`: a session's id, or ''
 * for the first ones.
 */
export const heldSessions = async (
  tx: Tx,
  { after, most, end }: { after: string; most: number; end: Instant },
): Promise<Facts<HeldSession>> => {
  const rows = await tx.rows(
    /* sql */ `
    select s.id, s.starts_at, s.ends_at, s.took_place, m.mentor, m.mentees from (
      select id, starts_at, ends_at, status = 'scheduled' and ends_at <= :end as took_place from sessions
      where workspace_id = :workspace and id > :after order by id limit :most) s
    cross join lateral (
      select max(o.member_id) filter (where o.role = 'mentor') as mentor,
        coalesce(array_agg(o.member_id) filter (
          where o.role = 'mentee' and o.left_at is null and o.held_until is null), '{}') as mentees
      from session_members o where o.workspace_id = :workspace and o.session_id = s.id) m
    order by s.id`,
    { after, most, end: new Date(end) },
  )
  const read = factsOf(rows, most, (row) => ({
    counts: row.took_place === true && texts(row, 'mentees').length > 0,
    startsAt: instant(row, 'starts_at'),
    endsAt: instant(row, 'ends_at'),
    mentor: memberId(text(row, 'mentor')),
    mentees: texts(row, 'mentees').map(memberId),
  }))
  return { ...read, facts: read.facts.filter(({ counts }) => counts) }
}

/** What was sent by the end. Never reads the status: to a report, as to its sender, a dismissed request is pending. */
export const sentRequests = async (
  tx: Tx,
  { after, most, end }: { after: string; most: number; end: Instant },
): Promise<Facts<SentRequest>> => {
  const rows = await tx.rows(
    /* sql */ `
    select r.id, r.sender_id, r.receiver_id, r.sent_at, r.accepted_at from requests r
    where r.workspace_id = :workspace and r.id > :after order by r.id limit :most`,
    { after, most },
  )
  const read = factsOf(rows, most, (row) => {
    const acceptedAt = orNull(instant, row, 'accepted_at')
    return {
      sender: memberId(text(row, 'sender_id')),
      receiver: memberId(text(row, 'receiver_id')),
      sentAt: instant(row, 'sent_at'),
      acceptedAt: acceptedAt !== null && acceptedAt < end ? acceptedAt : null,
    }
  })
  return { ...read, facts: read.facts.filter(({ sentAt }) => sentAt < end) }
}

/**
 * What was said of sessions, where the question was over by the end and the answer stays. `after`: a session and a member,
 * or '' for the first ones.
 */
export const givenAnswers = async (
  tx: Tx,
  { after, most, end }: { after: string; most: number; end: Instant },
): Promise<Facts<Answer>> => {
  const [session = '', member = ''] = after.split(' ')
  const rows = await tx.rows(
    /* sql */ `
    select f.session_id || ' ' || f.member_id as id, f.member_id, f.answer, f.closes_at from feedback f
    where f.workspace_id = :workspace and (f.session_id, f.member_id) > (:session, :member)
    order by f.session_id, f.member_id limit :most`,
    { session, member, most },
  )
  const { facts, next } = factsOf(rows, most, (row): readonly Answer[] => {
    const answer = orNull((from, column) => oneOf(from, column, FEEDBACK_ANSWERS), row, 'answer')
    const closedAt = instant(row, 'closes_at')
    if (answer === null || closedAt >= end) return []
    return [{ kind: answer === 'not_met' ? 'unmet' : answer, by: memberId(text(row, 'member_id')), closedAt }]
  })
  return { facts: facts.flat(), next }
}

/** Everybody who is listed so now. */
export const listedNow = async (
  tx: Tx,
  as: 'mentor' | 'seeker',
): Promise<ReadonlySet<ReturnType<typeof memberId>>> => {
  const rows = await tx.rows(
    /* sql */ `
    select l.member_id from listings l
    where l.workspace_id = :workspace and l.listed_as = :as and l.term = ''`,
    { as },
  )
  return new Set(rows.map((row) => memberId(text(row, 'member_id'))))
}

/** For each topic, how many of those who are listed now want to learn it, and how many help with it. */
export const topicsNow = async (tx: Tx): Promise<readonly TopicNumbers[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select p.topic_id, count(*) filter (where l.listed_as = 'seeker' and p.side = 'learns')::int as sought,
      count(*) filter (where l.listed_as = 'mentor' and p.side = 'helps')::int as offered
    from listings l cross join lateral (
      select topic_id, side from profile_topics where workspace_id = :workspace and member_id = l.member_id offset 0) p
    where l.workspace_id = :workspace and l.listed_as in ('mentor', 'seeker') and l.term = ''
      and (p.side = 'helps') = (l.listed_as = 'mentor')
    group by p.topic_id order by p.topic_id`,
  )
  return rows.map((row) => ({
    topic: topicId(text(row, 'topic_id')),
    sought: integer(row, 'sought'),
    offered: integer(row, 'offered'),
  }))
}
