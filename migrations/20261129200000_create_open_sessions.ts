import type { Knex } from 'knex'

/**
 * Open sessions: a mentor sets one up, and members take its seats (spec 8-open-sessions). Each is a session, with what
 * only an open one has beside it; a seat is a row of `session_members`, so the constraint that forbids two sessions of a
 * member at once forbids a seat too. A row stays when its member leaves, for the message and calendar file it names.
 *
 * `seat` and `position` are given behind the lock of the mentor's row, so they follow the order of the commits.
 */
export const up = (knex: Knex) =>
  knex.raw(/* sql */ `
    create table open_sessions (
      workspace_id text not null,
      session_id text not null,
      mentor_id text not null,
      description text not null check (char_length(description) <= 1000),
      seats integer not null check (seats between 1 and 100),
      fewest integer check (fewest between 1 and seats),
      audience text not null check (audience in ('everyone', 'invited')),
      asks boolean not null,
      release_hours integer check (release_hours between 1 and 72),
      series_id text,
      counted_at timestamptz,
      ended_because text check (ended_because in ('too_few', 'released')),
      primary key (workspace_id, session_id),
      foreign key (workspace_id, session_id) references sessions on delete cascade,
      foreign key (workspace_id, mentor_id) references members on delete cascade
    );
    create index open_sessions_series on open_sessions (workspace_id, series_id);

    create table open_session_topics (
      workspace_id text not null,
      session_id text not null,
      topic_id text not null,
      place integer not null,
      primary key (workspace_id, session_id, topic_id),
      foreign key (workspace_id, session_id) references open_sessions on delete cascade,
      foreign key (workspace_id, topic_id) references topics on delete cascade
    );

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

    alter table session_members
      add column seat integer,
      add column note text check (char_length(note) <= 300),
      add column held_until timestamptz,
      add column left_at timestamptz,
      add constraint session_members_left_check check (left_at is null or not active);
    create unique index session_members_seat on session_members (workspace_id, session_id, seat);
    create index session_members_held on session_members (workspace_id, held_until) where held_until is not null;

    select raise_walls();
  `)

export const down = (knex: Knex) =>
  knex.raw(/* sql */ `
    drop table session_invitations, session_waits, open_session_topics, open_sessions;
    alter table session_members
      drop constraint session_members_left_check,
      drop column seat,
      drop column note,
      drop column held_until,
      drop column left_at`)
