import type { Knex } from 'knex'

/**
 * Nothing could set up an open session before this, so its tables are empty and may change their shape.
 *
 * How many seats there are moves to `sessions`, where lists read it; null says that a session was booked. Who was invited
 * and who waits share one row a member, which also names their message while they have no seat. It stays when they get
 * one or the session begins: that message is still redrawn.
 */
export const up = (knex: Knex) =>
  knex.raw(/* sql */ `
    alter table sessions add column seats integer check (seats between 1 and 100);
    create index sessions_open on sessions (workspace_id, starts_at, id) where seats is not null and status = 'scheduled';
    alter table open_sessions
      drop column seats,
      drop column counted_at,
      add constraint open_sessions_fewest_check check (fewest between 1 and 100),
      add column count_at timestamptz,
      add column release_at timestamptz,
      add column look_at timestamptz,
      add column announced_in text,
      add column message_ts text,
      add column announced_at timestamptz,
      add column channel_fault text,
      add constraint open_sessions_message_check check (message_ts is null or announced_in is not null);
    create index open_sessions_look on open_sessions (workspace_id, look_at) where look_at is not null;
    create index open_sessions_of_mentor on open_sessions (workspace_id, mentor_id);
    create index open_session_topics_of_topic on open_session_topics (workspace_id, topic_id);

    drop table session_waits, session_invitations;
    create table open_session_members (
      workspace_id text not null,
      session_id text not null,
      member_id text not null,
      invited_at timestamptz,
      put_aside_at timestamptz,
      position integer,
      note text not null default '' check (char_length(note) <= 300),
      passed_over_at timestamptz,
      channel_id text,
      message_ts text,
      primary key (workspace_id, session_id, member_id),
      unique (workspace_id, session_id, position),
      foreign key (workspace_id, session_id) references open_sessions on delete cascade,
      foreign key (workspace_id, member_id) references members on delete cascade,
      check ((channel_id is null) = (message_ts is null))
    );
    create index open_session_members_of_member on open_session_members (workspace_id, member_id);

    alter table session_members
      add column seated_by text check (seated_by in ('joined', 'added', 'promoted')),
      add column seated_at timestamptz,
      add constraint session_members_seated_check check ((seated_by is null) = (seated_at is null)),
      add column left_because text check (left_because in ('left', 'lapsed', 'collided')),
      add constraint session_members_left_reason_check check ((left_because is null) = (left_at is null));

    select raise_walls();
  `)

export const down = (knex: Knex) =>
  knex.raw(/* sql */ `
    alter table deliveries no force row level security;
    delete from deliveries where notice ->> 'kind' in ('announcement', 'channelFault', 'questions');
    alter table deliveries force row level security;
    alter table session_members
      drop constraint session_members_left_reason_check,
      drop column left_because,
      drop constraint session_members_seated_check,
      drop column seated_at,
      drop column seated_by;
    drop table open_session_members;
    create table session_waits (
      workspace_id text not null,
      session_id text not null,
      member_id text not null,
      position integer not null,
      note text not null check (char_length(note) <= 300),
      passed_over_at timestamptz,
      channel_id text,
      message_ts text,
      primary key (workspace_id, session_id, member_id),
      unique (workspace_id, session_id, position),
      foreign key (workspace_id, session_id) references open_sessions on delete cascade,
      foreign key (workspace_id, member_id) references members on delete cascade,
      check ((channel_id is null) = (message_ts is null))
    );
    create index session_waits_of_member on session_waits (workspace_id, member_id);
    create index session_waits_next on session_waits (workspace_id, session_id) where passed_over_at is null;
    create table session_invitations (
      workspace_id text not null,
      session_id text not null,
      member_id text not null,
      invited_at timestamptz not null,
      put_aside_at timestamptz,
      channel_id text,
      message_ts text,
      primary key (workspace_id, session_id, member_id),
      foreign key (workspace_id, session_id) references open_sessions on delete cascade,
      foreign key (workspace_id, member_id) references members on delete cascade,
      check ((channel_id is null) = (message_ts is null))
    );
    drop index open_session_topics_of_topic, open_sessions_of_mentor;
    alter table open_sessions
      drop constraint open_sessions_message_check,
      drop constraint open_sessions_fewest_check,
      drop column count_at,
      drop column release_at,
      drop column look_at,
      add column counted_at timestamptz,
      drop column announced_in,
      drop column message_ts,
      drop column announced_at,
      drop column channel_fault,
      add column seats integer not null default 1 check (seats between 1 and 100);
    alter table sessions drop column seats;
    select raise_walls();
  `)
