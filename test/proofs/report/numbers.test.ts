import { expect, it } from 'vitest'
import { memberId } from '../../../src/domain/ids.ts'
import type { SpanNumbers } from '../../../src/domain/programme/report-numbers.ts'
import { SPAN_DAYS, type Span, STRETCHES, spans } from '../../../src/domain/programme/report-periods.ts'
import { DAY } from '../../../src/domain/time/time.ts'
import { latestReportDay } from '../../../src/store/report-days.ts'
import type { Row } from '../../../src/store/sql/row.ts'
import { testDatabase } from '../../support/database.ts'
import { layProgramme } from '../../support/lay-programme.ts'
import { account, world } from '../../support/world.ts'

const MEMBERS = Number(process.env.REPORT_MEMBERS ?? 60)
const SEED = Number(process.env.REPORT_SEED ?? Date.now() % 100_000)

/** One span counted by plain SQL, which shares nothing with the tally: sets and counts, a statement for all of it. */
const COUNTED = /* sql */ `
  with recursive held as (
    select s.id, s.starts_at, s.ends_at, (select o.member_id from session_members o
        where o.workspace_id = :workspace and o.session_id = s.id and o.role = 'mentor') as mentor
    from sessions s where s.workspace_id = :workspace and s.status <> 'cancelled' and s.ends_at <= :end
      and exists (select from session_members o where o.workspace_id = :workspace and o.session_id = s.id
        and o.role = 'mentee' and o.left_at is null and o.held_until is null)
  ), pairs as (
    select h.*, o.member_id as mentee from held h join session_members o on o.workspace_id = :workspace
      and o.session_id = h.id and o.role = 'mentee' and o.left_at is null and o.held_until is null
  ), sent as (
    select r.*, case when r.accepted_at < :end then r.accepted_at end as taken_at from requests r
    where r.workspace_id = :workspace and r.sent_at >= :from and r.sent_at < :end and r.sent_at < :until
  ), judged as (
    select q.sender_id, q.receiver_id, q.sent_at, q.taken_at, count(p.id) as meetings
    from sent q left join pairs p on least(p.mentor, p.mentee) = least(q.sender_id, q.receiver_id)
      and greatest(p.mentor, p.mentee) = greatest(q.sender_id, q.receiver_id) and p.starts_at >= q.taken_at
    group by q.id, q.sender_id, q.receiver_id, q.sent_at, q.taken_at
  ), within as (select * from held where ends_at > :from and ends_at <= :until),
  within_pairs as (select * from pairs where ends_at > :from and ends_at <= :until),
  load as (select mentor, count(*) as sessions from within group by mentor),
  top as (select sessions from load order by sessions desc
    limit (select ceil(count(*) / 10.0)::int from load)),
  given as (select *, ceil(extract(epoch from :end::timestamptz - closes_at) / 86400)::int - 1 as ago from feedback
    where workspace_id = :workspace and answer is not null and closes_at < :end),
  given_on as (select ago, row_number() over (order by ago desc) as n, array_agg(distinct member_id) as people
    from given group by ago),
  batch as (
    select n, ago, people from given_on where n = 1
    union all
    select g.n, g.ago, array(select distinct one from unnest(
      g.people || case when cardinality(b.people) < 5 then b.people else '{}' end) one)
    from batch b join given_on g on g.n = b.n + 1
  ),
  said as (select g.* from given g
    cross join lateral (select max(b.ago) as ago from batch b where b.ago <= g.ago and cardinality(b.people) >= 5) whole
    where :end::timestamptz - whole.ago * interval '1 day' > :from and :end::timestamptz - whole.ago * interval '1 day' <= :until)
  select
    (select count(*)::int from said where answer = 'great') as great,
    (select count(distinct member_id)::int from said where answer = 'great') as great_people,
    (select count(*)::int from said where answer = 'fine') as fine,
    (select count(distinct member_id)::int from said where answer = 'fine') as fine_people,
    (select count(*)::int from said where answer = 'not_met') as unmet,
    (select count(distinct member_id)::int from said where answer = 'not_met') as unmet_people,
    (select count(*)::int from judged) as sent,
    (select least(count(distinct sender_id), count(distinct receiver_id))::int from judged) as sent_people,
    (select count(*)::int from judged where taken_at is null) as not_accepted,
    (select count(*)::int from judged where taken_at is not null) as accepted,
    (select least(count(distinct sender_id), count(distinct receiver_id))::int from judged where taken_at is not null)
      as accepted_people,
    (select count(*)::int from judged where meetings >= 1) as met,
    (select count(*)::int from judged where meetings >= 2) as met_again,
    (select least(count(distinct sender_id), count(distinct receiver_id))::int from judged where meetings >= 2)
      as met_again_people,
    (select (percentile_disc(0.5000001) within group (order by extract(epoch from taken_at - sent_at)))::float8
      from judged where taken_at is not null) as median,
    (select count(*)::int from within) as sessions,
    (select coalesce(sum(extract(epoch from ends_at - starts_at)) / 60, 0)::int from within) as minutes,
    (select count(distinct mentor)::int from within) as mentors,
    (select count(distinct mentee)::int from within_pairs) as mentees,
    (select coalesce(sum(sessions), 0)::int from top) as busiest,
    (select count(*)::int from profiles p where p.workspace_id = :workspace and p.mentors
      and p.member_id not in (select mentor from within)) as idle_mentors,
    (select count(*)::int from profiles p where p.workspace_id = :workspace and p.seeks
      and p.member_id not in (select mentee from within_pairs)) as idle_seekers`

const asCounted = (numbers: SpanNumbers): Row => ({
  great: numbers.feedback.great.count,
  great_people: numbers.feedback.great.people,
  fine: numbers.feedback.fine.count,
  fine_people: numbers.feedback.fine.people,
  unmet: numbers.feedback.unmet.count,
  unmet_people: numbers.feedback.unmet.people,
  sent: numbers.sent.count,
  sent_people: numbers.sent.people,
  not_accepted: numbers.notAccepted.count,
  accepted: numbers.accepted.count,
  accepted_people: numbers.accepted.people,
  met: numbers.met.count,
  met_again: numbers.metAgain.count,
  met_again_people: numbers.metAgain.people,
  median: numbers.medianDays === null ? null : Math.round((numbers.medianDays * DAY) / 1000),
  sessions: numbers.sessions.count,
  minutes: numbers.minutes,
  mentors: numbers.mentors,
  mentees: numbers.mentees,
  busiest: numbers.busiest.count,
  idle_mentors: numbers.idleMentors,
  idle_seekers: numbers.idleSeekers,
})

it(`every number of a report is what plain SQL counts (seed ${SEED})`, async () => {
  const { knex } = await testDatabase()
  const { workspace, parts, services, clock } = await world([account('UADA')])
  const size = { members: MEMBERS, requests: MEMBERS * 4, sessions: MEMBERS * 4, days: 900 }
  await layProgramme(knex, workspace, size, clock.now(), SEED)
  // As the server does by itself some time after so many rows came.
  await knex.raw('analyze')
  await services.reports.keep(workspace, (page) => page())

  const end = Date.UTC(2026, 10, 23)
  const kept = await parts.inWorkspace(workspace, (tx) => latestReportDay(tx, '2026-12-31'))
  expect(kept?.day).toBe('2026-11-22')
  for (const span of spans) {
    const counted = await parts.inWorkspace(workspace, async (tx) => {
      // It counts everything at once, which acts never do.
      await tx.rows(`select set_config('statement_timeout', '0', true)`)
      const [row] = await tx.rows(COUNTED, { end: new Date(end), ...boundsOf(span, end) })
      return row
    })
    expect({ span, ...asCounted(kept?.numbers.spans[span] ?? never()) }).toEqual({ span, ...counted })
  }
  const months = await parts.inWorkspace(workspace, (tx) =>
    tx.rows(
      /* sql */ `
      select n, (select count(*)::int from sessions s where s.workspace_id = :workspace and s.status = 'scheduled'
        and s.ends_at <= :end::timestamptz - n * interval '30 days'
        and s.ends_at > :end::timestamptz - (n + 1) * interval '30 days'
        and exists (select from session_members o where o.workspace_id = :workspace and o.session_id = s.id
          and o.role = 'mentee' and o.left_at is null and o.held_until is null)) as held
      from generate_series(0, 47) n order by n`,
      { end: new Date(end) },
    ),
  )
  expect(kept?.numbers.stretches.months.map(({ count }) => count)).toEqual(months.map(({ held }) => held))
  expect(kept?.numbers.stretches.weeks).toHaveLength(STRETCHES.weeks.count)
  const topics = await parts.inWorkspace(workspace, (tx) =>
    tx.rows(/* sql */ `
      select t.id as topic,
        (select count(*)::int from profile_topics p join profiles f using (workspace_id, member_id)
          where p.workspace_id = :workspace and p.topic_id = t.id and p.side = 'learns' and f.seeks) as sought,
        (select count(*)::int from profile_topics p join profiles f using (workspace_id, member_id)
          where p.workspace_id = :workspace and p.topic_id = t.id and p.side = 'helps' and f.mentors) as offered
      from topics t where t.workspace_id = :workspace order by t.id`),
  )
  const named = topics.filter(({ sought, offered }) => sought !== 0 || offered !== 0)
  expect(kept?.numbers.topics).toEqual(named)
})

it('a day is kept once, and what happens afterwards is in the next one', async () => {
  const { knex } = await testDatabase()
  const { workspace, parts, services, clock } = await world([account('UADA')])
  await layProgramme(knex, workspace, { members: 20, requests: 40, sessions: 40, days: 50 }, clock.now())
  const keep = () => services.reports.keep(workspace, (page) => page())
  const latest = () => parts.inWorkspace(workspace, (tx) => latestReportDay(tx, '2026-12-31'))
  await keep()
  const first = await latest()
  clock.advance(6 * DAY)
  await keep()
  const second = await latest()
  expect(second?.day).toBe('2026-11-28')
  expect(second?.numbers.spans.all.sessions.count).toBeGreaterThan(
    first?.numbers.spans.all.sessions.count ?? Number.POSITIVE_INFINITY,
  )
  await keep()
  const rows = await parts.inWorkspace(workspace, (tx) =>
    tx.rows('select day from report_days where workspace_id = :workspace'),
  )
  expect(rows).toHaveLength(2)
})

it('what is kept of a day names no member', async () => {
  const { knex } = await testDatabase()
  const { workspace, parts, services, clock } = await world([account('UADA')])
  await layProgramme(knex, workspace, { members: 20, requests: 40, sessions: 40, days: 50 }, clock.now())
  await services.reports.keep(workspace, (page) => page())
  const rows = await parts.inWorkspace(workspace, (tx) =>
    tx.rows('select day, numbers from report_days where workspace_id = :workspace'),
  )
  for (let n = 1; n <= 20; n += 1)
    expect(JSON.stringify(rows)).not.toContain(memberId(`U${String(n).padStart(8, '0')}`))
})

const boundsOf = (span: Span, end: number) => {
  const [from, to] = SPAN_DAYS[span]
  return {
    until: new Date(end - from * DAY),
    from: new Date(Number.isFinite(to) ? end - to * DAY : 0),
  }
}

const never = (): never => {
  throw new Error('nothing was kept')
}
