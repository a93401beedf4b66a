import type { Knex } from 'knex'
import { defaultAvailability } from '../../../src/domain/availability/availability.ts'
import { topicId } from '../../../src/domain/ids.ts'
import type { ReportNumbers, SpanNumbers } from '../../../src/domain/programme/report-numbers.ts'
import { MONDAY_10_UTC } from '../../support/world.ts'

/** How many requests, sessions and deliveries each, nearly all long over: half in one workspace, half among all. */
export const ROWS = 100_000
export const WORKSPACES = 50
/** How many members the large workspace has, where the walk takes place, and how many each other one has. */
export const LARGE = { workspace: 'T7', members: 100_000 } as const
const MEMBERS = 100

const none = { count: 0, people: 0 }
const quiet: SpanNumbers = {
  ...{ sent: none, notAccepted: none, accepted: none, met: none, metAgain: none, medianDays: null },
  ...{ sessions: none, minutes: 0, mentors: 0, mentees: 0, busiest: none, idleMentors: 0, idleSeekers: 0 },
  feedback: { great: none, fine: none, unmet: none },
}
/** A day's report of a programme in which nothing happens. */
const quietDay: ReportNumbers = {
  spans: {
    ...{ month: quiet, monthBefore: quiet, quarter: quiet, quarterBefore: quiet },
    ...{ year: quiet, yearBefore: quiet, all: quiet },
  },
  stretches: { weeks: [], months: [] },
  topics: [{ topic: topicId('topic3'), sought: 0, offered: 0 }],
}

/**
 * Every other row belongs to the large workspace, and its number decides its members; the smaller the number,
 * the older the row. Checks and foreign keys are off: the data is consistent, and 100,000 rows of each must be written
 * within seconds.
 */
export const fill = async (knex: Knex): Promise<void> => {
  await knex.transaction(async (trx) => {
    await trx.raw(`set local session_replication_role = replica; set local statement_timeout = 0;
      /* No statement is planned by it, and it takes a minute to fill. */
      alter table session_members drop constraint session_members_never_twice;
      alter table deliveries no force row level security;`)
    const bindings = {
      rows: ROWS,
      workspaces: WORKSPACES,
      members: MEMBERS,
      large: LARGE.workspace,
      many: LARGE.members,
      weekly: JSON.stringify(defaultAvailability('UTC').weekly),
      numbers: JSON.stringify(quietDay),
      now: new Date(MONDAY_10_UTC),
    }
    for (const statement of statements) await trx.raw(statement, bindings)
  })
  await knex.raw('analyze')
}

const row = /* sql */ `
  (select case when n % 2 = 0 then :large else 'T' || n / 2 % :workspaces end as workspace_id,
    'id' || lpad(n::text, 9, '0') as id,
    'U' || (n / 100) % :members as one, 'U' || ((n / 100) % :members + 1 + n % 7) % :members as other,
    case when n / 100 % 2 = 0 then 'offer' else 'session_request' end as kind, n / 200 % 10 as fate,
    cast(:now as timestamptz) - (:rows - n) * interval '5 minutes' as at, n
   from generate_series(1, :rows) n)`

/** Every third member is listed, with a topic of their own. */
const listed = 'members where number % 3 = 0'

const directory = [
  /* sql */ `insert into profiles (workspace_id, member_id, mentors, seeks, headline, about, mentee_limit,
      takes_suggestions, updated_at)
    select workspace_id, id, true, false, '', '', 5, true, :now from ${listed}`,
  /* sql */ `insert into topics (workspace_id, id, name, merged_into)
    select workspace_id, 'topic' || number, 'Topic ' || number, case when number % 50 = 0 then 'topic' || number - 3 end
    from ${listed}`,
  /* sql */ `insert into topic_names (workspace_id, folded, topic_id)
    select workspace_id, 'topic' || number, 'topic' || number from ${listed}`,
  /* sql */ `insert into topic_words (workspace_id, word, topic_id)
    select workspace_id, 'topic' || number % 9000, 'topic' || number from ${listed}`,
  /* sql */ `insert into profile_topics (workspace_id, member_id, side, topic_id, place)
    select workspace_id, id, 'helps', 'topic' || number, 1 from ${listed}`,
  /* sql */ `insert into avoidances (workspace_id, member_id, avoided_id)
    select workspace_id, id, 'U' || number % 90 from ${listed} and id <> 'U' || number % 90`,
  /* sql */ `insert into listings (workspace_id, listed_as, term, member_id)
    select workspace_id, 'mentor', unnest(array['', 'w:word' || number % 20000]), id from ${listed}`,
  /* sql */ `insert into suggestions (workspace_id, id, mentor_id, mentee_id, receiver_id, suggester_id, why,
      names_suggester, intent, suggested_at, counts_until, is_dropped)
    select workspace_id, 'idea' || number, id, 'U' || number % 90, id, 'U' || number % 90 + 1, '', true, 'idea' || number,
      cast(:now as timestamptz) - number % 100 * interval '1 day', cast(:now as timestamptz) + interval '1 day',
      number % 4 = 0
    from ${listed} and length(id) > 3`,
  /* sql */ `insert into directory_words (workspace_id, word)
    select workspace_id, 'word' || number from ${listed}`,
  /* sql */ `insert into directory_slips (workspace_id, slip, word)
    select workspace_id, 'ord' || number, 'word' || number from ${listed}`,
]

const statements = [
  /* sql */ `insert into workspaces (workspace_id, name, installed_at)
    select 'T' || n, 'Workspace', :now from generate_series(0, :workspaces - 1) n`,
  /* sql */ `insert into members (workspace_id, id, name, zone, fetched_at, home_opened_at)
    select 'T' || w, 'U' || m, 'Member', 'UTC', :now, :now
    from generate_series(0, :workspaces - 1) w cross join lateral
      generate_series(0, case when 'T' || w = :large then cast(:many as int) else :members end - 1) m`,
  /* sql */ `insert into availabilities (workspace_id, member_id, zone, weekly, session_minutes, buffer_before_minutes,
      buffer_after_minutes, notice_minutes, horizon_days, days_off, location, paused, updated_at)
    select workspace_id, id, 'UTC', :weekly, 30, 0, 0, 0, 60, '[]', '', false, :now from members`,
  /* sql */ `insert into nudges (workspace_id, member_id, last_at) select workspace_id, id, :now from members`,
  /* sql */ `insert into calendar_addresses (workspace_id, member_id, secret_hash, made_at)
    select workspace_id, id, 'hash ' || workspace_id || ' ' || id, :now from members`,
  /* sql */ `insert into calendar_sources (workspace_id, id, member_id, kind, host, secret, read_with, zone, busy, known_from,
      known_until, read_at, due_at, connected_at)
    select workspace_id, 'calendar' || id, id, 'feed', 'example.com', '', 'address' || id, 'UTC',
      tstzmultirange(tstzrange(:now, cast(:now as timestamptz) + interval '1 hour')), :now,
      cast(:now as timestamptz) + interval '400 days', :now,
      cast(:now as timestamptz) + number % 900 * interval '1 second', :now
    from members where number % 3 = 0`,
  ...directory,
  /* sql */ `insert into organisers (workspace_id, member_id, named_at) select workspace_id, 'U1', :now from workspaces`,
  /* sql */ `insert into programme_changes (workspace_id, id, kind, changed_at, member_id)
    select workspace_id, 'change', 'named', :now, 'U1' from workspaces`,
  /* sql */ `insert into report_days (workspace_id, day, numbers)
    select workspace_id, cast(:now as date) - n, cast(:numbers as jsonb) from workspaces cross join generate_series(2, 400) n`,
  /* sql */ `insert into reports (workspace_id, id, member_id, period, asked_at)
    select workspace_id, 'report' || n, 'U' || n % 9, 'year', :now from workspaces cross join generate_series(1, 100) n`,
  /* sql */ `insert into report_files (workspace_id, report_id, file)
    select workspace_id, id, file from reports cross join unnest(array['picture', 'people']) file`,
  /* sql */ `insert into cards (workspace_id, id, sender_id, receiver_id, kind)
    select workspace_id, id, one, other, kind from ${row} r`,
  /* sql */ `insert into sessions (workspace_id, id, starts_at, ends_at, topic, location, intent, booked_by, booked_at, seats)
    select workspace_id, id, at + interval '3 days', at + interval '3 days 30 minutes', '', '', id, one, at,
      case when n % 3 = 0 then 10 end from ${row} r`,
  /* sql */ `insert into session_members (workspace_id, session_id, member_id, role, busy)
    select workspace_id, id, side.member, side.role, tstzrange(at + interval '3 days', at + interval '3 days 30 minutes')
    from ${row} r cross join lateral (values (one, 'mentor'), (other, 'mentee')) side (member, role)`,
  /* sql */ `insert into written_events (workspace_id, session_id, member_id, source_id, sequence, state)
    select m.workspace_id, m.session_id, m.member_id, c.id, 0, 'written'
    from session_members m join calendar_sources c on c.workspace_id = m.workspace_id and c.member_id = m.member_id`,
  /* sql */ `insert into open_sessions (workspace_id, session_id, mentor_id, description, audience, asks, series_id,
      release_hours, fewest)
    select workspace_id, id, one, '', 'everyone', true, 'series' || n / 1000, 2, 1 from ${row} r where n % 3 = 0`,
  /* sql */ `insert into open_session_topics (workspace_id, session_id, topic_id, place)
    select workspace_id, id, 'topic' || n, 1 from ${row} r where n % 3 = 0`,
  /* sql */ `insert into open_session_members (workspace_id, session_id, member_id, invited_at)
    select workspace_id, id, other, at from ${row} r where n % 3 = 0`,
  /* sql */ `insert into feedback (workspace_id, session_id, member_id, closes_at, answer, answered_at)
    select workspace_id, id, one, at + interval '8 days', 'great', at + interval '4 days' from ${row} r`,
  /* sql */ `insert into requests (workspace_id, id, card_id, number, kind, sender_id, receiver_id, message, intent, status,
      sent_at, accepted_at, accepted_session_id, reroute_at)
    select workspace_id, id, id, 1, kind, one, other, repeat('word ', 10), id,
      case fate when 0 then 'pending' when 1 then 'dismissed' else 'accepted' end, at,
      case when fate > 1 then at end, case when fate > 1 then id end,
      case kind when 'session_request' then at + interval '7 days' end
    from ${row} r`,
  /* sql */ `insert into deliveries (workspace_id, id, notice, lane, order_key, once_key, created_at, run_at, settled_at, outcome)
    select workspace_id, id, jsonb_build_object('kind', 'nudge', 'to', one), 'post', 'nudge:' || one, 'nudge:' || id, at, at,
      case when n % 500 > 1 then at end, case when n % 500 in (2, 3) then 'failed' when n % 500 > 3 then 'sent' end
    from ${row} r`,
  /* sql */ `insert into receipts (workspace_id, key, received_at) select workspace_id, id, at from ${row} r`,
]
