/** A workspace with one row in every table, and three members: A, B and C. */
export const oneRowInEvery = /* sql */ `
  insert into workspaces (workspace_id, name, installed_at) values ('T', 'Here', now());
  insert into members (workspace_id, id, name, zone, fetched_at)
    select 'T', id, id, 'UTC', now() from unnest(array['A', 'B', 'C']) id;
  insert into availabilities (workspace_id, member_id, zone, weekly, session_minutes, buffer_before_minutes,
    buffer_after_minutes, notice_minutes, horizon_days, weekly_cap, days_off, location, paused, updated_at)
    values ('T', 'A', 'UTC', '{}', 30, 0, 0, 0, 28, 5, '[]', '', false, now());
  insert into cards (workspace_id, id, sender_id, receiver_id, kind)
    values ('T', 'offers', 'A', 'B', 'offer'), ('T', 'asked', 'B', 'A', 'session_request');
  insert into sessions (workspace_id, id, starts_at, ends_at, topic, location, intent, booked_by, booked_at)
    values ('T', 'first', '2030-01-01 09:00Z', '2030-01-01 09:30Z', '', '', 'intent of first', 'B', now()),
      ('T', 'second', '2030-01-02 09:00Z', '2030-01-02 09:30Z', '', '', 'intent of second', 'B', now());
  insert into session_members (workspace_id, session_id, member_id, role, busy) values
    ('T', 'first', 'A', 'mentor', '[2030-01-01 09:00Z, 2030-01-01 09:30Z)'),
    ('T', 'first', 'B', 'mentee', '[2030-01-01 09:00Z, 2030-01-01 09:30Z)'),
    ('T', 'second', 'A', 'mentor', '[2030-01-02 09:00Z, 2030-01-02 09:30Z)');
  insert into requests (workspace_id, id, card_id, number, kind, sender_id, receiver_id, message, intent, sent_at) values
    ('T', 'offer', 'offers', 1, 'offer', 'A', 'B', '', 'intent of offer', now()),
    ('T', 'asked', 'asked', 1, 'session_request', 'B', 'A', '', 'intent of asked', now());
  insert into deliveries (workspace_id, id, notice, lane, order_key, merge_key, once_key, created_at, run_at)
    values ('T', 'one', '{}', 'home', 'o', 'merging', 'once', now(), now());
  insert into lanes (workspace_id, lane, held_until) values ('T', 'home', now());
  insert into calendar_addresses (workspace_id, member_id, secret_hash, made_at) values ('T', 'A', 'hash', now());
  insert into calendar_sources (workspace_id, id, member_id, kind, host, secret, read_with, due_at, connected_at)
    values ('T', 'one', 'A', 'feed', 'example.com', '', '', now(), now());
  insert into written_events (workspace_id, session_id, member_id, source_id, sequence, state)
    values ('T', 'first', 'A', 'one', 0, 'written');
  insert into disconnected_calendars (workspace_id, id, member_id, kind, secret, sessions)
    values ('T', 'gone', 'A', 'google', '', '{first}');
  insert into nudges (workspace_id, member_id, last_at) values ('T', 'A', now());
  insert into forgettings (workspace_id, member_id, former_id, asked_at) values ('T', 'D', 'former', now());
  insert into receipts (workspace_id, key, received_at) values ('T', 'event', now());
  insert into profiles (workspace_id, member_id, mentors, seeks, headline, about, mentee_limit, takes_suggestions,
    updated_at) values ('T', 'A', true, false, '', '', 5, true, now());
  insert into topics (workspace_id, id, name) values ('T', 'one', 'Compilers'), ('T', 'other', 'Careers');
  insert into topic_names (workspace_id, folded, topic_id) values ('T', 'compilers', 'one');
  insert into topic_words (workspace_id, word, topic_id) values ('T', 'compilers', 'one');
  insert into profile_topics (workspace_id, member_id, side, topic_id, place) values ('T', 'A', 'helps', 'one', 0);
  insert into avoidances (workspace_id, member_id, avoided_id) values ('T', 'A', 'B');
  insert into listings (workspace_id, listed_as, term, member_id) values ('T', 'mentor', 'w:compilers', 'A');
  insert into suggestions (workspace_id, id, mentor_id, mentee_id, receiver_id, suggester_id, why, names_suggester, intent,
    suggested_at, counts_until, is_dropped)
    values ('T', 'idea', 'A', 'B', 'B', 'C', '', true, 'intent of idea', '2030-01-01', '2030-04-01', false);
  insert into open_sessions (workspace_id, session_id, mentor_id, description, fewest, audience, asks)
    values ('T', 'first', 'A', '', 1, 'everyone', true);
  insert into open_session_topics (workspace_id, session_id, topic_id, place) values ('T', 'first', 'one', 1);
  insert into open_session_members (workspace_id, session_id, member_id, position) values ('T', 'first', 'C', 1);
  update session_members set seat = 1 where role = 'mentee';
  insert into directory_words (workspace_id, word) values ('T', 'compilers');
  insert into directory_slips (workspace_id, slip, word) values ('T', 'compiles', 'compilers');
  insert into installations (workspace_id, team_id, bot_id, bot_user_id, scopes, installed_by, installed_at)
    values ('T', 'T', 'bot', 'bot user', '{}', 'A', now());
  insert into feedback (workspace_id, session_id, member_id, closes_at) values ('T', 'first', 'A', now());
  insert into organisers (workspace_id, member_id, named_at) values ('T', 'A', now());
  insert into report_days (workspace_id, day, numbers) values ('T', '2030-01-01', '{}');
  insert into reports (workspace_id, id, member_id, period, asked_at) values ('T', 'report', 'A', 'all', now());
  insert into report_files (workspace_id, report_id, file) values ('T', 'report', 'people');
  insert into programme_changes (workspace_id, id, kind, changed_at, member_id) values ('T', 'first', 'named', now(), 'A');
  insert into oauth_states (state_hash, expires_at) values ('hash', now());
`
