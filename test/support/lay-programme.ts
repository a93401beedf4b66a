import type { Knex } from 'knex'
import type { WorkspaceId } from '../../src/domain/ids.ts'
import type { Instant } from '../../src/domain/time/time.ts'
import { statements } from '../../src/store/sql/transaction.ts'

export type ProgrammeSize = { members: number; requests: number; sessions: number; days: number }

/** A number from 0 up to `most` that depends on the row's `n` and the word alone. */
const draw = (word: string, most: string, from = 'n::text') =>
  `(abs(hashtext(:seed || '${word}' || ${from}) % (${most})))`
const memberNumbered = (number: string) => `'U' || lpad((${number})::text, 8, '0')`
/** Every other row is about one of a dozen, so that some meet again and again. */
const somebody = (word: string, n = 'n') =>
  memberNumbered(
    `1 + case when ${n} % 2 = 0 then ${draw(word, ':members::int', `${n}::text`)} else ${draw(word, 'least(12, :members::int)', `${n}::text`)} end`,
  )

/** Members with profiles and topics; requests, of which some were accepted, dismissed or withdrawn; sessions, and what was said of them. */
const steps = [
  /* sql */ `
  insert into members (workspace_id, id, name, zone, fetched_at)
  select :workspace, ${memberNumbered('n')}, 'member ' || n, 'UTC', :now from generate_series(1, :members::int) n`,
  /* sql */ `
  insert into topics (workspace_id, id, name)
  select :workspace, 'topic-' || n, 'Topic ' || n from generate_series(0, 19) n`,
  /* sql */ `
  insert into profiles (workspace_id, member_id, mentors, seeks, headline, about, takes_suggestions, updated_at)
  select :workspace, ${memberNumbered('n')}, n % 3 = 0, n % 2 = 0, '', '', true, :now
  from generate_series(1, :members::int) n where n % 5 <> 4`,
  /* sql */ `
  insert into listings (workspace_id, listed_as, term, member_id)
  select :workspace, s.listed_as, '', p.member_id from profiles p
  cross join (values ('mentor'), ('seeker')) s (listed_as)
  where p.workspace_id = :workspace and (case when s.listed_as = 'mentor' then p.mentors else p.seeks end)`,
  /* sql */ `
  insert into profile_topics (workspace_id, member_id, side, topic_id, place)
  select distinct p.workspace_id, p.member_id, s.side, 'topic-' || t.topic, 0
  from profiles p cross join (values ('helps', 12), ('learns', 20)) s (side, topics)
  cross join lateral (
    select abs(hashtext(:seed || s.side || k || p.member_id)) % s.topics as topic from generate_series(1, 2) k) t
  where p.workspace_id = :workspace`,
  /* sql */ `
  insert into cards (workspace_id, id, sender_id, receiver_id, kind)
  select :workspace, 'card-' || n, sender, receiver, case when n % 3 = 0 then 'offer' else 'session_request' end
  from (select n, ${somebody('sender')} as sender, ${somebody('receiver')} as receiver
    from generate_series(1, :requests::int) n) pairs where sender <> receiver`,
  /* sql */ `
  insert into sessions (workspace_id, id, starts_at, ends_at, topic, location, intent, booked_by, booked_at, seats,
    status, cancelled_by, cancelled_at)
  select :workspace, 'session-' || lpad(n::text, 9, '0'), at, at + (15 + 15 * ${draw('long', '3')}) * interval '1 minute',
    '', '', 'session-' || n, mentor, at - interval '1 day', case when n % 11 = 0 then 8 end,
    case when ${draw('cancelled', '9')} = 0 then 'cancelled' else 'scheduled' end,
    case when ${draw('cancelled', '9')} = 0 then mentor end, case when ${draw('cancelled', '9')} = 0 then at end
  from (select n, ${somebody('mentor')} as mentor,
      :now::timestamptz + interval '3 days' - n * (:days::float8 * 1440 / :sessions::float8) * interval '1 minute' as at
    from generate_series(1, :sessions::int) n) s`,
  /* sql */ `
  insert into session_members (workspace_id, session_id, member_id, role, busy, active)
  select :workspace, id, booked_by, 'mentor', tstzrange(starts_at, ends_at), status = 'scheduled'
  from sessions where workspace_id = :workspace`,
  /* sql */ `
  insert into session_members (workspace_id, session_id, member_id, role, busy, active, seat, left_at, left_because,
    held_until)
  select :workspace, s.id, m.member_id, 'mentee', tstzrange(s.starts_at, s.ends_at),
    s.status = 'scheduled' and m.k % 4 <> 3, m.k,
    case when m.k % 4 = 3 then s.starts_at end, case when m.k % 4 = 3 then 'left' end,
    case when m.k % 5 = 4 then s.starts_at end
  from (select id, seats, status, starts_at, ends_at, booked_by, substr(id, 9)::int as n
    from sessions where workspace_id = :workspace) s
  cross join lateral (
    select min(k) as k, member_id from (
      select k, ${somebody('mentee', '(s.n + k)')} as member_id
      from generate_series(1, case when s.seats is null then 1 else s.n % 8 end) k) each
    group by member_id) m
  where m.member_id <> s.booked_by`,
  /* sql */ `
  insert into feedback (workspace_id, session_id, member_id, closes_at, answer, answered_at)
  select :workspace, session_id, member_id, ends_at + interval '5 days',
    case when what = 0 then 'not_met' when what < 3 then 'fine' when what < 6 then 'great' end,
    case when what < 6 then ends_at + ${draw('thinks', '4000', 'session_id || member_id')} * interval '1 minute' end
  from (select m.session_id, m.member_id, s.ends_at, ${draw('answer', '9', 'm.session_id || m.member_id')} as what
    from session_members m join sessions s on s.workspace_id = :workspace and s.id = m.session_id
    where m.workspace_id = :workspace and m.left_at is null and m.held_until is null and s.status = 'scheduled'
      and s.ends_at < :now) asked`,
  /* sql */ `
  insert into requests (workspace_id, id, card_id, number, kind, sender_id, receiver_id, message, intent, sent_at,
    status, accepted_at, accepted_session_id, withdrawn_at)
  select :workspace, 'request-' || lpad(n::text, 9, '0'), id, 1, kind, sender_id, receiver_id, '', id, at,
    case when what < 5 then 'accepted' when what = 5 then 'dismissed' else 'pending' end,
    case when what < 5 then at + ${draw('wait', '20000')} * interval '1 minute' end,
    case when what < 5 then 'session-000000001' end, case when what = 6 then at end
  from (select id, kind, sender_id, receiver_id, n, ${draw('what', '10')} as what,
      :now::timestamptz - ${draw('sent', ':days::int * 1440')} * interval '1 minute' as at
    from (select id, kind, sender_id, receiver_id, substr(id, 6)::int as n from cards
      where workspace_id = :workspace) c) d`,
]

/**
 * A programme's history up to three days from `now`, laid into the tables by a few statements, in which chance comes from
 * hashes. Sessions follow one another, evenly over the days, up to 45 minutes each: no two overlap if there are fewer
 * than 30 a day. For more, the constraint against it must be dropped first.
 */
export const layProgramme = async (
  knex: Knex,
  workspace: WorkspaceId,
  size: ProgrammeSize,
  now: Instant,
  seed = 1,
): Promise<void> => {
  const rows = statements(knex, [workspace])
  for (const step of steps) await rows(step, { workspace, ...size, now: new Date(now), seed: String(seed) })
}
