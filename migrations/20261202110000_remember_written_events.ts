import type { Knex } from 'knex'

/**
 * Which sessions are written into a calendar that a member connected with a provider (spec 11-calendars, The other way).
 * The event is known there by the session's UID, so no id of the provider's is kept. `attempted`: it may be there as it was
 * at that sequence. `given_up`: the member gets files of that session instead.
 *
 * With the source goes what is known of its events: without its tokens none of them can be reached.
 */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    create table written_events (
      workspace_id text not null,
      session_id text not null,
      member_id text not null,
      source_id text not null,
      sequence integer not null,
      state text not null check (state in ('attempted', 'written', 'given_up')),
      primary key (workspace_id, session_id, member_id),
      foreign key (workspace_id, session_id) references sessions on delete cascade,
      foreign key (workspace_id, member_id) references members on delete cascade,
      foreign key (workspace_id, source_id) references calendar_sources on delete cascade
    )`)
  await knex.raw('create index written_events_of_member on written_events (workspace_id, member_id)')
  await knex.raw('create index written_events_of_source on written_events (workspace_id, source_id)')
  await knex.raw('select raise_walls()')
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('drop table written_events')
  await knex.raw('alter table deliveries no force row level security')
  await knex.raw(`delete from deliveries where notice ->> 'kind' = 'calendarEvent'`)
  await knex.raw('alter table deliveries force row level security')
}
