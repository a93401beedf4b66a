import type { Knex } from 'knex'

/**
 * Adds lanes, what we know of a delivery whose answer was lost, reminders and nudges that are planned only once, and
 * the indexes that find and prune them.
 */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    alter table deliveries no force row level security;
    alter table deliveries
      add column lane text,
      /* When a message was last about to be posted: whether it was is not known until Slack answers. */
      add column attempted_at timestamptz,
      /* Nothing with the same key is ever written again while this row is kept. */
      add column once_key text;
    update deliveries set lane = case
      when notice ->> 'kind' = 'home' then 'home'
      when notice ->> 'announce' = 'false' then 'update'
      else 'post' end;
    alter table deliveries alter column lane set not null;
    drop index deliveries_waiting;
    create index deliveries_due on deliveries (workspace_id, lane, run_at) where settled_at is null;
    create index deliveries_settled on deliveries (workspace_id, settled_at) where settled_at is not null;
    create unique index deliveries_once on deliveries (workspace_id, once_key) where once_key is not null;

    /* Who works through a lane, until when nobody else may, and until when Slack wants no more of it. */
    create table lanes (
      workspace_id text not null references workspaces on delete cascade,
      lane text not null,
      held_by text,
      held_until timestamptz not null,
      rests_until timestamptz,
      pauses jsonb not null default '{}',
      primary key (workspace_id, lane)
    ) with (fillfactor = 50);

    create table nudges (
      workspace_id text not null,
      member_id text not null,
      last_at timestamptz not null,
      primary key (workspace_id, member_id),
      foreign key (workspace_id, member_id) references members on delete cascade
    );

    /* Null until a session was given another time than it was booked for. */
    alter table sessions add column moved_at timestamptz;
    create index sessions_ahead on sessions (workspace_id, starts_at) where status = 'scheduled';
    /* Requests are written in the order of sent_at, which suits BRIN: a few pages at any size of the table. */
    create index requests_sent_at on requests using brin (sent_at);
    select raise_walls();
  `)
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    drop index requests_sent_at, sessions_ahead;
    alter table sessions drop column moved_at;
    drop table nudges, lanes;
    alter table deliveries no force row level security;
    /* The version before knows neither of these two. */
    delete from deliveries where notice ->> 'kind' in ('reminder', 'nudge');
    alter table deliveries force row level security;
    drop index deliveries_due, deliveries_settled, deliveries_once;
    alter table deliveries drop column lane, drop column attempted_at, drop column once_key;
    create index deliveries_waiting on deliveries (run_at) where settled_at is null;
  `)
}
