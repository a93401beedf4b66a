import type { Knex } from 'knex'

/**
 * Suggestions: one member's idea that two others should meet (spec 7-directory, Suggest). `receiver_id` is the one of the
 * two who gets the card. Those that were dropped are kept too, for their suggester's daily limit, and look the same to
 * every statement that the suggester waits for.
 *
 * At most one of a pair and direction counts at a time, by whomever it was made. `counts_until` is written by the app,
 * since adding days to a time depends on a session's zone and may stand in no index.
 *
 * A request and a session keep who suggested them, if that was to be said.
 */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    create table suggestions (
      workspace_id text not null,
      id text not null,
      mentor_id text not null,
      mentee_id text not null,
      receiver_id text not null,
      other_id text not null generated always as (case when receiver_id = mentor_id then mentee_id else mentor_id end) stored,
      suggester_id text not null,
      why text not null check (char_length(why) <= 300),
      names_suggester boolean not null,
      intent text not null,
      suggested_at timestamptz not null,
      counts_until timestamptz not null,
      is_dropped boolean not null,
      put_aside_at timestamptz,
      used_at timestamptz,
      used_by text check (used_by in ('request', 'session')),
      channel_id text,
      message_ts text,
      primary key (workspace_id, id),
      unique (workspace_id, intent),
      foreign key (workspace_id, mentor_id) references members on delete cascade,
      foreign key (workspace_id, mentee_id) references members on delete cascade,
      foreign key (workspace_id, suggester_id) references members on delete cascade,
      check (receiver_id in (mentor_id, mentee_id)),
      check (mentor_id <> mentee_id),
      check (suggester_id not in (mentor_id, mentee_id)),
      check ((used_by is null) = (used_at is null)),
      check ((channel_id is null) = (message_ts is null)),
      constraint suggestions_one_of_a_pair exclude using gist (
        workspace_id with =, mentor_id with =, mentee_id with =, receiver_id with =,
        tstzrange(suggested_at, counts_until) with &&) where (not is_dropped)
    );
    create index suggestions_made on suggestions (workspace_id, suggester_id, suggested_at);
    create index suggestions_received on suggestions (workspace_id, receiver_id, suggested_at) where not is_dropped;
    create index suggestions_about on suggestions (workspace_id, other_id) where not is_dropped;
    create index suggestions_over on suggestions (workspace_id, counts_until);

    alter table requests add column suggested_by text;
    alter table sessions add column suggested_by text;

    select raise_walls();
  `)
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    drop table suggestions;
    alter table requests drop column suggested_by;
    alter table sessions drop column suggested_by`)
  await knex.raw('alter table deliveries no force row level security')
  // The previous version does not know the kind and would leave it waiting for ever.
  await knex.raw(`delete from deliveries where notice ->> 'kind' = 'suggestion'`)
  await knex.raw('alter table deliveries force row level security')
}
