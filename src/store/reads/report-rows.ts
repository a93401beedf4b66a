import type { MemberId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/time/time.ts'
import { flag, instant, integer, oneOf, orNull, type Row, text, texts } from '../sql/row.ts'
import type { Tx } from '../sql/tx.ts'
import type { Facts } from './report-facts.ts'

/** Somebody in a file: their name and id. */
export type Named = { name: string; id: string }

/** As its sender knows it: pending, accepted or withdrawn. Neither the message nor the status is read. */
export type RequestRow = {
  kind: 'offer' | 'session_request'
  from: Named
  to: Named
  sentAt: Instant
  acceptedAt: Instant | null
  isWithdrawn: boolean
}

/** One that is over, or was cancelled. Neither topic, place, notes nor reason is read. */
export type SessionRow = {
  startsAt: Instant
  endsAt: Instant
  isOpen: boolean
  isCancelled: boolean
  mentor: Named
  mentees: readonly Named[]
}

export type PersonRow = Named & {
  mentors: boolean
  seeks: boolean
  helps: readonly string[]
  learns: readonly string[]
  asMentor: number
  asMentee: number
}

type Page = { after: string; most: number; from: Instant }

const paged = <Fact>(rows: readonly Row[], most: number, read: (row: Row) => Fact): Facts<Fact> => {
  const last = rows.length < most ? undefined : rows.at(-1)
  return {
    facts: rows.filter((row) => flag(row, 'is_meant')).map(read),
    next: last ? text(last, 'id') : null,
  }
}

const nameOf = (alias: string, id: string) => /* sql */ `
  coalesce((select coalesce(${alias}.full_name, ${alias}.name) from members ${alias}
    where ${alias}.workspace_id = :workspace and ${alias}.id = ${id}), '')`

export const requestRows = async (tx: Tx, { after, most, from }: Page): Promise<Facts<RequestRow>> => {
  const rows = await tx.rows(
    /* sql */ `
    select r.id, r.sent_at >= :from as is_meant, r.kind, r.sent_at, r.accepted_at,
      r.withdrawn_at is not null as is_withdrawn, r.sender_id, r.receiver_id,
      ${nameOf('s', 'r.sender_id')} as sender, ${nameOf('t', 'r.receiver_id')} as receiver
    from (select id, kind, sent_at, accepted_at, withdrawn_at, sender_id, receiver_id from requests
      where workspace_id = :workspace and id > :after order by id limit :most) r
    order by r.id`,
    { after, most, from: new Date(from) },
  )
  return paged(rows, most, (row) => ({
    kind: oneOf(row, 'kind', ['offer', 'session_request']),
    from: { name: text(row, 'sender'), id: text(row, 'sender_id') },
    to: { name: text(row, 'receiver'), id: text(row, 'receiver_id') },
    sentAt: instant(row, 'sent_at'),
    acceptedAt: orNull(instant, row, 'accepted_at'),
    isWithdrawn: flag(row, 'is_withdrawn'),
  }))
}

export const sessionRows = async (
  tx: Tx,
  { after, most, from, now }: Page & { now: Instant },
): Promise<Facts<SessionRow>> => {
  const rows = await tx.rows(
    /* sql */ `
    select s.id, s.starts_at >= :from and (s.is_cancelled or s.ends_at <= :now) as is_meant,
      s.starts_at, s.ends_at, s.is_open, s.is_cancelled, m.mentor_id, m.mentee_ids, m.mentees,
      ${nameOf('t', 'm.mentor_id')} as mentor
    from (select id, starts_at, ends_at, seats is not null as is_open, status = 'cancelled' as is_cancelled from sessions
      where workspace_id = :workspace and id > :after order by id limit :most) s
    cross join lateral (
      select max(o.member_id) filter (where o.role = 'mentor') as mentor_id,
        coalesce(array_agg(o.member_id order by o.member_id) filter (where o.role = 'mentee' and o.left_at is null
          and o.held_until is null), '{}') as mentee_ids,
        coalesce(array_agg(${nameOf('p', 'o.member_id')} order by o.member_id) filter (where o.role = 'mentee'
          and o.left_at is null and o.held_until is null), '{}') as mentees
      from session_members o where o.workspace_id = :workspace and o.session_id = s.id) m
    order by s.id`,
    { after, most, from: new Date(from), now: new Date(now) },
  )
  return paged(rows, most, (row) => {
    const names = texts(row, 'mentees')
    return {
      startsAt: instant(row, 'starts_at'),
      endsAt: instant(row, 'ends_at'),
      isOpen: flag(row, 'is_open'),
      isCancelled: flag(row, 'is_cancelled'),
      mentor: { name: text(row, 'mentor'), id: text(row, 'mentor_id') },
      mentees: texts(row, 'mentee_ids').map((id, at) => ({ id, name: names[at] ?? '' })),
    }
  })
}

/** Only where they are listed so: what else is in a profile is its owner's alone. */
const topicsOf = (side: 'helps' | 'learns', listedAs: 'mentors' | 'seeks') => /* sql */ `
  array(select (select t.name from topics t where t.workspace_id = :workspace and t.id = p.topic_id)
    from profile_topics p
    where f.${listedAs} and p.workspace_id = :workspace and p.member_id = m.id and p.side = '${side}' order by p.place)`

const JOINED = /* sql */ `
  exists (select from session_members c where c.workspace_id = :workspace and c.session_id = o.session_id
    and c.role = 'mentee' and c.left_at is null and c.held_until is null)`

/** As the report counts them: an open one to which nobody came is none. */
const sessionsAs = (role: 'mentor' | 'mentee') => /* sql */ `
  (select count(*)::int from session_members o
    cross join lateral (select ends_at from sessions where workspace_id = :workspace and id = o.session_id offset 0) s
    where o.workspace_id = :workspace and o.member_id = m.id and o.active and o.role = '${role}'
      and o.held_until is null and o.busy_until >= :from and s.ends_at > :from and s.ends_at <= :now
      and ${role === 'mentor' ? JOINED : 'true'})`

/**
 * Everybody whom the app has met, except bots; somebody who left Slack as well. Of two of whom one avoids the other, neither
 * finds the other in the directory: whoever reads the file would see there who is missing, were their profile in it.
 */
export const peopleRows = async (
  tx: Tx,
  { after, most, from, now, reader }: Page & { now: Instant; reader: MemberId },
): Promise<Facts<PersonRow>> => {
  const rows = await tx.rows(
    /* sql */ `
    select m.id, not m.is_bot as is_meant, m.name, coalesce(f.mentors, false) as mentors,
      coalesce(f.seeks, false) as seeks, ${topicsOf('helps', 'mentors')} as helps, ${topicsOf('learns', 'seeks')} as learns,
      ${sessionsAs('mentor')} as as_mentor, ${sessionsAs('mentee')} as as_mentee
    from (select id, is_bot, coalesce(full_name, name) as name from members
      where workspace_id = :workspace and id > :after order by id limit :most) m
    left join lateral (
      select mentors, seeks from profiles where workspace_id = :workspace and member_id = m.id
        and not exists (select from avoidances a
          where a.workspace_id = :workspace and a.member_id = m.id and a.avoided_id = :reader)
        and not exists (select from avoidances a
          where a.workspace_id = :workspace and a.member_id = :reader and a.avoided_id = m.id)
      offset 0) f on true
    order by m.id`,
    { after, most, from: new Date(from), now: new Date(now), reader },
  )
  return paged(rows, most, (row) => ({
    name: text(row, 'name'),
    id: text(row, 'id'),
    mentors: flag(row, 'mentors'),
    seeks: flag(row, 'seeks'),
    helps: texts(row, 'helps'),
    learns: texts(row, 'learns'),
    asMentor: integer(row, 'as_mentor'),
    asMentee: integer(row, 'as_mentee'),
  }))
}
