import type { Knex } from 'knex'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { oneRowInEvery as beginning } from '../support/one-row-in-every.ts'
import { type OwnDatabase, ownDatabase } from '../support/own-database.ts'

/** A second row like the first, with other values in some columns. */
type Copy = { again: string; where?: string; but?: Readonly<Record<string, string>> }

const accepted = `update requests set status = 'accepted', accepted_at = now(), accepted_session_id = 'first'`

/** What each constraint refuses and no other does: without it, the same row is accepted. */
const refused: Readonly<Record<string, string | Copy>> = {
  availabilities_buffer_after_minutes_check: 'update availabilities set buffer_after_minutes = 121',
  availabilities_buffer_before_minutes_check: 'update availabilities set buffer_before_minutes = -1',
  availabilities_horizon_days_check: 'update availabilities set horizon_days = 365',
  availabilities_location_check: `update availabilities set location = repeat('x', 301)`,
  availabilities_notice_minutes_check: 'update availabilities set notice_minutes = 40321',
  availabilities_session_minutes_check: 'update availabilities set session_minutes = 14',
  availabilities_weekly_cap_check: 'update availabilities set weekly_cap = 0',
  availabilities_workspace_id_member_id_fkey: `update availabilities set member_id = 'nobody'`,
  availabilities_pkey: { again: 'availabilities' },
  avoidances_check: `update avoidances set avoided_id = 'A'`,
  avoidances_workspace_id_member_id_fkey: `update avoidances set member_id = 'nobody'`,
  avoidances_pkey: { again: 'avoidances' },
  calendar_addresses_workspace_id_member_id_fkey: `update calendar_addresses set member_id = 'nobody'`,
  calendar_addresses_pkey: { again: 'calendar_addresses' },
  calendar_sources_check: `update calendar_sources set known_from = now()`,
  calendar_sources_check1: `update calendar_sources set fault = 'timeout'`,
  calendar_sources_etag_check: `update calendar_sources set etag = repeat('x', 501)`,
  calendar_sources_host_check: `update calendar_sources set host = repeat('x', 254)`,
  calendar_sources_last_modified_check: `update calendar_sources set last_modified = repeat('x', 101)`,
  calendar_sources_workspace_id_member_id_fkey: `update calendar_sources set member_id = 'nobody'`,
  calendar_sources_pkey: { again: 'calendar_sources' },
  cards_check: `update cards set channel_id = 'D1'`,
  cards_kind_check: `update cards set kind = 'wish'`,
  cards_workspace_id_receiver_id_fkey: `update cards set receiver_id = 'nobody'`,
  cards_workspace_id_sender_id_fkey: `update cards set sender_id = 'nobody'`,
  cards_pkey: { again: 'cards' },
  deliveries_check: `update deliveries set outcome = 'sent'`,
  deliveries_outcome_check: `update deliveries set outcome = 'lost', settled_at = now()`,
  deliveries_workspace_id_fkey: `update deliveries set workspace_id = 'elsewhere'`,
  deliveries_pkey: { again: 'deliveries', but: { merge_key: 'null', once_key: 'null' } },
  deliveries_merge: { again: 'deliveries', but: { id: `'two'`, once_key: 'null' } },
  deliveries_once: { again: 'deliveries', but: { id: `'two'`, merge_key: 'null' } },
  directory_slips_workspace_id_fkey: `update directory_slips set workspace_id = 'elsewhere'`,
  directory_slips_pkey: { again: 'directory_slips' },
  directory_words_word_check: `update directory_words set word = ''`,
  directory_words_workspace_id_fkey: `update directory_words set workspace_id = 'elsewhere'`,
  directory_words_pkey: { again: 'directory_words' },
  disconnected_calendars_workspace_id_member_id_fkey: `update disconnected_calendars set member_id = 'nobody'`,
  disconnected_calendars_pkey: { again: 'disconnected_calendars' },
  feedback_answer_check: `update feedback set answer = 'dull', answered_at = now()`,
  feedback_check: `update feedback set answer = 'fine'`,
  feedback_check1: `update feedback set channel_id = 'D1'`,
  feedback_line_check: `update feedback set line = repeat('x', 301)`,
  feedback_workspace_id_member_id_fkey: `update feedback set member_id = 'nobody'`,
  feedback_workspace_id_session_id_fkey: `update feedback set session_id = 'nothing'`,
  feedback_pkey: { again: 'feedback' },
  forgettings_workspace_id_fkey: `update forgettings set workspace_id = 'elsewhere'`,
  forgettings_pkey: { again: 'forgettings' },
  installations_check: `update installations set enterprise_id = 'E', team_id = null`,
  installations_check1: `update installations set refresh_token = 'sealed'`,
  installations_pkey: { again: 'installations' },
  lanes_workspace_id_fkey: `update lanes set workspace_id = 'elsewhere'`,
  lanes_pkey: { again: 'lanes' },
  oauth_states_pkey: { again: 'oauth_states' },
  listings_listed_as_check: `update listings set listed_as = 'guest'`,
  listings_workspace_id_member_id_fkey: `update listings set member_id = 'B'`,
  listings_pkey: { again: 'listings' },
  members_workspace_id_fkey: { again: 'members', but: { workspace_id: `'elsewhere'` } },
  members_pkey: { again: 'members' },
  nudges_workspace_id_member_id_fkey: `update nudges set member_id = 'nobody'`,
  nudges_pkey: { again: 'nudges' },
  open_session_topics_workspace_id_session_id_fkey: `update open_session_topics set session_id = 'second'`,
  open_session_topics_workspace_id_topic_id_fkey: `update open_session_topics set topic_id = 'nothing'`,
  open_session_topics_pkey: { again: 'open_session_topics' },
  open_sessions_audience_check: `update open_sessions set audience = 'nobody'`,
  open_sessions_description_check: `update open_sessions set description = repeat('x', 1001)`,
  open_sessions_ended_because_check: `update open_sessions set ended_because = 'dull'`,
  open_sessions_release_hours_check: 'update open_sessions set release_hours = 73',
  open_sessions_fewest_check: 'update open_sessions set fewest = 101',
  open_sessions_message_check: `update open_sessions set message_ts = '1'`,
  open_sessions_workspace_id_mentor_id_fkey: `update open_sessions set mentor_id = 'nobody'`,
  open_sessions_workspace_id_session_id_fkey: { again: 'open_sessions', but: { session_id: `'nothing'` } },
  open_sessions_pkey: { again: 'open_sessions' },
  organisers_workspace_id_fkey: `update organisers set workspace_id = 'elsewhere'`,
  organisers_pkey: { again: 'organisers' },
  programme_changes_check: `update programme_changes set member_id = null`,
  programme_changes_check1: `update programme_changes set setting = 'guests', value = 'true'`,
  programme_changes_check2: `update programme_changes set kind = 'set', member_id = null, setting = 'guests'`,
  programme_changes_kind_check: `update programme_changes set kind = 'forgotten', member_id = null`,
  programme_changes_workspace_id_fkey: `update programme_changes set workspace_id = 'elsewhere'`,
  programme_changes_pkey: { again: 'programme_changes' },
  report_days_workspace_id_fkey: `update report_days set workspace_id = 'elsewhere'`,
  report_days_pkey: { again: 'report_days' },
  report_files_file_check: `update report_files set file = 'secrets'`,
  report_files_workspace_id_report_id_fkey: `update report_files set report_id = 'nothing'`,
  report_files_pkey: { again: 'report_files' },
  reports_check: `update reports set message_ts = '1'`,
  reports_period_check: `update reports set period = 'minute'`,
  reports_workspace_id_member_id_fkey: `update reports set member_id = 'nobody'`,
  reports_pkey: { again: 'reports' },
  profile_topics_side_check: `update profile_topics set side = 'knows'`,
  profile_topics_workspace_id_member_id_fkey: `update profile_topics set member_id = 'B'`,
  profile_topics_workspace_id_topic_id_fkey: `update profile_topics set topic_id = 'nothing'`,
  profile_topics_pkey: { again: 'profile_topics' },
  profiles_about_check: `update profiles set about = repeat('x', 601)`,
  profiles_headline_check: `update profiles set headline = repeat('x', 121)`,
  profiles_mentee_limit_check: 'update profiles set mentee_limit = 0',
  profiles_workspace_id_member_id_fkey: { again: 'profiles', but: { member_id: `'nobody'` } },
  profiles_pkey: { again: 'profiles' },
  receipts_workspace_id_fkey: `update receipts set workspace_id = 'elsewhere'`,
  receipts_pkey: { again: 'receipts' },
  requests_check: 'update requests set receiver_id = sender_id',
  requests_check1: `update requests set accepted_at = now()`,
  requests_check2: `update requests set status = 'accepted', accepted_at = now()`,
  requests_check3: `update requests set status = 'accepted', accepted_at = now(), accepted_request_id = 'offer'
    where id = 'asked'`,
  requests_check4: `${accepted}, withdrawn_at = now()`,
  requests_kind_check: `update requests set kind = 'wish'`,
  requests_message_check: `update requests set message = repeat('x', 1501)`,
  requests_number_check: 'update requests set number = 0',
  requests_status_check: `update requests set status = 'refused'`,
  requests_workspace_id_accepted_request_id_fkey: `update requests set status = 'accepted', accepted_at = now(),
    accepted_request_id = 'nothing' where id = 'offer'`,
  requests_workspace_id_accepted_session_id_fkey: `update requests set status = 'accepted', accepted_at = now(),
    accepted_session_id = 'nothing'`,
  requests_workspace_id_card_id_fkey: `update requests set card_id = 'nothing' where id = 'offer'`,
  requests_workspace_id_receiver_id_fkey: `update requests set receiver_id = 'nobody'`,
  requests_workspace_id_sender_id_fkey: `update requests set sender_id = 'nobody'`,
  requests_pkey: { again: 'requests', but: { intent: `'another'`, number: '2' } },
  requests_workspace_id_card_id_number_key: { again: 'requests', but: { id: `'new'`, intent: `'another'` } },
  requests_workspace_id_intent_key: { again: 'requests', but: { id: `'new'`, number: '2' } },
  open_session_members_check: `update open_session_members set channel_id = 'D1'`,
  open_session_members_note_check: `update open_session_members set note = repeat('x', 301)`,
  open_session_members_workspace_id_member_id_fkey: `update open_session_members set member_id = 'nobody'`,
  open_session_members_workspace_id_session_id_fkey: `update open_session_members set session_id = 'second'`,
  open_session_members_pkey: { again: 'open_session_members', but: { position: '2' } },
  open_session_members_workspace_id_session_id_position_key: {
    again: 'open_session_members',
    but: { member_id: `'B'` },
  },
  session_members_left_check: `update session_members set left_at = now(), left_because = 'left'`,
  session_members_left_because_check: `update session_members set active = false, left_at = now(), left_because = 'dull'`,
  session_members_left_reason_check: `update session_members set active = false, left_at = now()`,
  session_members_seated_by_check: `update session_members set seated_by = 'chance', seated_at = now()`,
  session_members_seated_check: `update session_members set seated_by = 'joined'`,
  session_members_note_check: `update session_members set note = repeat('x', 301)`,
  session_members_seat: {
    again: 'session_members',
    where: `role = 'mentee'`,
    but: { member_id: `'C'` },
  },
  session_members_busy_check: `update session_members set busy = 'empty'`,
  session_members_check: `update session_members set calendar_file_id = 'F1'`,
  session_members_role_check: `update session_members set role = 'guest'`,
  session_members_workspace_id_member_id_fkey: `update session_members set member_id = 'nobody' where role = 'mentee'`,
  session_members_workspace_id_session_id_fkey: `update session_members set session_id = 'nothing' where role = 'mentee'`,
  session_members_pkey: {
    again: 'session_members',
    where: `role = 'mentee'`,
    but: { active: 'false', seat: 'null' },
  },
  session_members_never_twice: {
    again: 'session_members',
    where: `session_id = 'first' and member_id = 'B'`,
    but: { session_id: `'second'`, busy: `'[2030-01-01 09:29Z, 2030-01-01 10:00Z)'` },
  },
  session_members_one_mentor: {
    again: 'session_members',
    where: `session_id = 'second'`,
    but: { member_id: `'B'` },
  },
  sessions_cancel_reason_check: `update sessions set status = 'cancelled', cancelled_at = now(), cancelled_by = 'A',
    cancel_reason = repeat('x', 501)`,
  sessions_check: 'update sessions set ends_at = starts_at',
  sessions_check1: `update sessions set cancelled_at = now(), cancelled_by = 'A'`,
  sessions_check2: `update sessions set cancelled_by = 'A'`,
  sessions_seats_check: 'update sessions set seats = 101',
  sessions_status_check: `update sessions set status = 'maybe'`,
  sessions_topic_check: `update sessions set topic = repeat('x', 151)`,
  sessions_pkey: { again: 'sessions', but: { intent: `'another'` } },
  sessions_workspace_id_intent_key: { again: 'sessions', but: { id: `'new'` } },
  suggestions_check: `update suggestions set receiver_id = 'C'`,
  suggestions_check1: `update suggestions set mentee_id = 'A', receiver_id = 'A'`,
  suggestions_check2: `update suggestions set suggester_id = 'A'`,
  suggestions_check3: 'update suggestions set used_at = now()',
  suggestions_check4: `update suggestions set channel_id = 'D1'`,
  suggestions_used_by_check: `update suggestions set used_by = 'chance', used_at = now()`,
  suggestions_why_check: `update suggestions set why = repeat('x', 301)`,
  suggestions_workspace_id_mentee_id_fkey: `update suggestions set mentee_id = 'nobody', receiver_id = 'A'`,
  suggestions_workspace_id_mentor_id_fkey: `update suggestions set mentor_id = 'nobody'`,
  suggestions_workspace_id_suggester_id_fkey: `update suggestions set suggester_id = 'nobody'`,
  suggestions_pkey: { again: 'suggestions', but: { intent: `'another'`, is_dropped: 'true' } },
  suggestions_workspace_id_intent_key: { again: 'suggestions', but: { id: `'new'`, is_dropped: 'true' } },
  suggestions_one_of_a_pair: {
    again: 'suggestions',
    but: { id: `'new'`, intent: `'another'`, suggested_at: `'2030-03-31'`, counts_until: `'2030-07-01'` },
  },
  topic_names_folded_check: `update topic_names set folded = ''`,
  topic_names_workspace_id_topic_id_fkey: `update topic_names set topic_id = 'nothing'`,
  topic_names_pkey: { again: 'topic_names', but: { topic_id: `'other'` } },
  topic_words_workspace_id_topic_id_fkey: `update topic_words set topic_id = 'nothing'`,
  topic_words_pkey: { again: 'topic_words' },
  topics_check: `update topics set merged_into = id`,
  topics_name_check: `update topics set name = ''`,
  topics_workspace_id_fkey: { again: 'topics', but: { workspace_id: `'elsewhere'` } },
  topics_workspace_id_merged_into_fkey: `update topics set merged_into = 'nothing' where id = 'one'`,
  topics_pkey: { again: 'topics' },
  written_events_state_check: `update written_events set state = 'lost'`,
  written_events_workspace_id_member_id_fkey: `update written_events set member_id = 'nobody'`,
  written_events_workspace_id_session_id_fkey: `update written_events set session_id = 'nothing'`,
  written_events_workspace_id_source_id_fkey: `update written_events set source_id = 'nothing'`,
  written_events_pkey: { again: 'written_events' },
  workspaces_settings_check: `update workspaces set settings = '[]'`,
  workspaces_pkey: { again: 'workspaces' },
}

/** Every other column is required, by `not null` alone. */
const mayBeEmpty: Readonly<Record<string, string>> = {
  availabilities: 'weekly_cap',
  disconnected_calendars: 'renewing_until',
  calendar_sources: 'digest etag fault known_from known_until last_modified read_at renewing_until zone',
  cards: 'channel_id message_ts',
  feedback: 'answer answered_at channel_id message_ts thanked_at told_at',
  deliveries: 'attempted_at merge_key once_key outcome reason settled_at',
  forgettings: 'forgotten_at',
  lanes: 'held_by rests_until',
  members: 'full_name home_opened_at home_state left_at picture title updated_at',
  profiles: 'mentee_limit',
  programme_changes: 'changed_by member_id setting value',
  installations: 'bot_token broken_because enterprise_id expires_at refresh_token renewing_until team_id',
  receipts: 'answer outcome',
  report_files: 'file_id',
  reports: 'channel_id message_ts',
  requests:
    'accepted_at accepted_request_id accepted_session_id context_url hidden_at reroute_at suggested_by withdrawn_at',
  open_session_members: 'channel_id invited_at message_ts passed_over_at position put_aside_at',
  open_sessions:
    'announced_at announced_in channel_fault count_at ended_because fewest look_at message_ts release_at release_hours series_id',
  session_members:
    'busy_until calendar_file_id calendar_sequence channel_id held_until left_at left_because message_ts note seat seated_at seated_by',
  sessions:
    'cancel_reason cancelled_at cancelled_by edited_by moved_at moved_by moved_from seats suggested_by',
  suggestions: 'channel_id message_ts put_aside_at used_at used_by',
  topics: 'merged_into retired_at',
  workspaces: 'moved_by served_by uninstalled_at',
}

const emptyOnes = /* sql */ `
  select c.relname as table, string_agg(a.attname, ' ' order by a.attname) as columns
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname not like 'knex%'
    and a.attnum > 0 and not a.attisdropped and not a.attnotnull
  group by c.relname`

const everyOne = /* sql */ `
  select conname as name, format('alter table %s drop constraint %I cascade', conrelid::regclass, conname) as removal
  from pg_constraint
  where connamespace = current_schema()::regnamespace and contype <> 'n' and conrelid::regclass::text not like 'knex%'
  union all
  select c.relname, format('drop index %I', c.relname) from pg_index i join pg_class c on c.oid = i.indexrelid
  where i.indisunique and c.relnamespace = current_schema()::regnamespace and i.indrelid::regclass::text not like 'knex%'
    and not exists (select from pg_constraint where conindid = c.oid)
  order by 1`

const statement = async (trx: Knex, change: string | Copy): Promise<string> => {
  if (typeof change === 'string') return change
  const { rows } = await trx.raw<{ rows: { name: string }[] }>(
    `select attname as name from pg_attribute
     where attrelid = ?::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''`,
    [change.again],
  )
  const names = rows.map(({ name }) => name)
  return `insert into ${change.again} (${names})
    select ${names.map((name) => change.but?.[name] ?? name)} from ${change.again} where ${change.where ?? 'true'} limit 1`
}

/** The name of what refused the statement, whose effects are rolled back. */
const refusedBy = async (trx: Knex, ...sql: readonly string[]): Promise<string | undefined> => {
  await trx.raw('savepoint attempt')
  try {
    for (const one of sql) await trx.raw(one)
    return undefined
  } catch (error) {
    if (error instanceof pg.DatabaseError) return error.constraint ?? error.message
    throw error
  } finally {
    await trx.raw('rollback to savepoint attempt')
  }
}

let database: OwnDatabase
beforeAll(async () => {
  database = await ownDatabase(1)
})
afterAll(() => database.close())

it('every constraint and unique index refuses something that nothing else would', {
  timeout: 120_000,
}, async () => {
  await database.knex.transaction(async (trx) => {
    await trx.raw(`select set_config('mentorship.workspaces', 'T,elsewhere', true)`)
    await trx.raw(beginning)
    const { rows } = await trx.raw<{ rows: { name: string; removal: string }[] }>(everyOne)
    expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(refused).sort())
    for (const { name, removal } of rows) {
      const change = await statement(trx, refused[name] ?? '')
      expect([name, 'is there', await refusedBy(trx, change)]).toEqual([name, 'is there', name])
      const without = await refusedBy(trx, removal, change)
      expect([name, 'is gone', without]).toEqual([name, 'is gone', undefined])
    }
  })
})

it('only columns that may be unknown can be empty', async () => {
  const { rows } = await database.knex.raw<{ rows: { table: string; columns: string }[] }>(emptyOnes)
  expect(Object.fromEntries(rows.map(({ table, columns }) => [table, columns]))).toEqual(mayBeEmpty)
})
