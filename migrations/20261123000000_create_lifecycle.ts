import type { Knex } from 'knex'

/**
 * The lifecycle's tables. Every key begins with the workspace; ids are made by the app.
 *
 * Two columns of `requests` spell out the order of the two lists (spec 1-lifecycle, Lists), so that a page is one
 * range of an index at any length: `received_order` knows dismissals, `sent_order` must not.
 */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    create extension if not exists btree_gist;

    create table workspaces (
      workspace_id text not null primary key,
      name text not null,
      settings jsonb not null default '{}',
      installed_at timestamptz not null,
      uninstalled_at timestamptz
    );

    create table members (
      workspace_id text not null references workspaces on delete cascade,
      id text not null,
      name text not null,
      zone text not null,
      is_bot boolean not null default false,
      is_deactivated boolean not null default false,
      is_guest boolean not null default false,
      is_stranger boolean not null default false,
      fetched_at timestamptz not null,
      home_opened_at timestamptz,
      home_state text,
      primary key (workspace_id, id)
    );

    create table availabilities (
      workspace_id text not null,
      member_id text not null,
      zone text not null,
      weekly jsonb not null,
      session_minutes integer not null check (session_minutes between 15 and 120),
      buffer_before_minutes integer not null check (buffer_before_minutes between 0 and 120),
      buffer_after_minutes integer not null check (buffer_after_minutes between 0 and 120),
      notice_minutes integer not null check (notice_minutes between 0 and 40320),
      horizon_days integer not null check (horizon_days between 1 and 364),
      weekly_cap integer check (weekly_cap between 1 and 100),
      days_off jsonb not null,
      location text not null check (char_length(location) <= 300),
      paused boolean not null,
      updated_at timestamptz not null,
      primary key (workspace_id, member_id),
      foreign key (workspace_id, member_id) references members on delete cascade
    );

    create table cards (
      workspace_id text not null,
      id text not null,
      sender_id text not null,
      receiver_id text not null,
      kind text not null check (kind in ('offer', 'session_request')),
      channel_id text,
      message_ts text,
      primary key (workspace_id, id),
      foreign key (workspace_id, sender_id) references members on delete cascade,
      foreign key (workspace_id, receiver_id) references members on delete cascade,
      check ((channel_id is null) = (message_ts is null))
    );
    create index cards_pair on cards (workspace_id, sender_id, receiver_id, kind, id desc);

    create table sessions (
      workspace_id text not null,
      id text not null,
      starts_at timestamptz not null,
      ends_at timestamptz not null,
      topic text not null check (char_length(topic) <= 150),
      location text not null,
      status text not null default 'scheduled' check (status in ('scheduled', 'cancelled')),
      sequence integer not null default 0,
      intent text not null,
      booked_by text not null,
      booked_at timestamptz not null,
      cancelled_by text,
      cancel_reason text check (char_length(cancel_reason) <= 500),
      cancelled_at timestamptz,
      primary key (workspace_id, id),
      unique (workspace_id, intent),
      foreign key (workspace_id, booked_by) references members on delete cascade,
      check (starts_at < ends_at),
      check ((status = 'cancelled') = (cancelled_at is not null)),
      check ((cancelled_by is not null) = (cancelled_at is not null))
    );

    /* Who is in a session, and the time that it takes from each: the mentor's with buffers.
       The exclusion goes by one hash of workspace and member because GiST over two text columns halves the rate of
       inserts; a collision could at worst refuse a booking, never allow a double one. The workspace itself is named
       for partitions, and last, where it costs a fifth of the rate rather than most of it. */
    create table session_members (
      workspace_id text not null,
      session_id text not null,
      member_id text not null,
      role text not null check (role in ('mentor', 'mentee')),
      busy tstzrange not null check (not isempty(busy)),
      active boolean not null default true,
      member_key bigint not null generated always as (hashtextextended(workspace_id || ' ' || member_id, 0)) stored,
      channel_id text,
      message_ts text,
      /* Slack's file with the session as it was at that sequence; shared once it is known to stand in the DM. */
      calendar_file_id text,
      calendar_sequence integer,
      calendar_shared boolean not null default false,
      primary key (workspace_id, session_id, member_id),
      check ((calendar_file_id is null) = (calendar_sequence is null)),
      foreign key (workspace_id, session_id) references sessions on delete cascade,
      foreign key (workspace_id, member_id) references members on delete cascade,
      constraint session_members_never_twice
        exclude using gist (member_key with =, busy with &&, workspace_id with =) where (active)
    );
    create unique index session_members_one_mentor on session_members (workspace_id, session_id) where role = 'mentor';
    create index session_members_upcoming on session_members (workspace_id, member_id, upper(busy)) where active;

    create table requests (
      workspace_id text not null,
      id text not null,
      card_id text not null,
      number integer not null check (number > 0),
      kind text not null check (kind in ('offer', 'session_request')),
      sender_id text not null,
      receiver_id text not null,
      message text not null check (char_length(message) <= 1500),
      context_url text,
      intent text not null,
      status text not null default 'pending' check (status in ('pending', 'dismissed', 'accepted')),
      sent_at timestamptz not null,
      withdrawn_at timestamptz,
      /* Open, but its receiver left: it is not shown until they come back. */
      hidden_at timestamptz,
      accepted_at timestamptz,
      accepted_session_id text,
      accepted_request_id text,
      received_order smallint not null generated always as (
        case when withdrawn_at is not null then 1 when status = 'accepted' then 2 when status = 'dismissed' then 3 else 4 end
      ) stored,
      sent_order smallint not null generated always as (
        case when withdrawn_at is not null then 1 when status = 'accepted' then 2 when hidden_at is not null then 0 else 4 end
      ) stored,
      primary key (workspace_id, id),
      unique (workspace_id, intent),
      unique (workspace_id, card_id, number),
      foreign key (workspace_id, card_id) references cards on delete cascade,
      foreign key (workspace_id, sender_id) references members on delete cascade,
      foreign key (workspace_id, receiver_id) references members on delete cascade,
      foreign key (workspace_id, accepted_session_id) references sessions,
      foreign key (workspace_id, accepted_request_id) references requests,
      check (sender_id <> receiver_id),
      check ((status = 'accepted') = (accepted_at is not null)),
      check (num_nonnulls(accepted_session_id, accepted_request_id) = (status = 'accepted')::int),
      check (accepted_request_id is null or kind = 'offer'),
      check (status <> 'accepted' or withdrawn_at is null)
    ) with (fillfactor = 90);
    create index requests_received on requests (workspace_id, receiver_id, kind, received_order desc, id desc);
    create index requests_sent on requests (workspace_id, sender_id, kind, sent_order desc, id desc);
    create index requests_accepted_request on requests (workspace_id, accepted_request_id) where accepted_request_id is not null;
    create index requests_accepted_session on requests (workspace_id, accepted_session_id) where accepted_session_id is not null;

    create table deliveries (
      workspace_id text not null references workspaces on delete cascade,
      id text not null,
      position bigint not null generated always as identity,
      notice jsonb not null,
      order_key text not null,
      merge_key text,
      created_at timestamptz not null,
      run_at timestamptz not null,
      attempts integer not null default 0,
      settled_at timestamptz,
      outcome text check (outcome in ('sent', 'skipped', 'failed')),
      reason text,
      primary key (workspace_id, id),
      check ((settled_at is null) = (outcome is null))
    );
    create index deliveries_waiting on deliveries (run_at) where settled_at is null;
    create index deliveries_order on deliveries (workspace_id, order_key, position) where settled_at is null;
    create unique index deliveries_merge on deliveries (workspace_id, merge_key) where settled_at is null and merge_key is not null;
  `)
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    drop table deliveries, requests, session_members, sessions, cards, availabilities, members, workspaces;
  `)
}
