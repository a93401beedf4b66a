import type { Knex } from 'knex'

/**
 * Calendars that their owners disconnected, and into which sessions ahead were written (spec 11-calendars, The other way):
 * what it takes to take those out again, until that is done or given up. Nothing else reads them, so a table of their own
 * keeps them out of everything that calendars are for.
 *
 * `id`, `secret` and `renewing_until` are those that the calendar had. `sessions`: those whose events may stand in it.
 */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    create table disconnected_calendars (
      workspace_id text not null,
      id text not null,
      member_id text not null,
      kind text not null,
      secret text not null,
      sessions text[] not null,
      renewing_until timestamptz,
      primary key (workspace_id, id),
      foreign key (workspace_id, member_id) references members on delete cascade
    )`)
  await knex.raw(
    'create index disconnected_calendars_of_member on disconnected_calendars (workspace_id, member_id)',
  )
  await knex.raw('select raise_walls()')
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('drop table disconnected_calendars')
  await knex.raw('alter table deliveries no force row level security')
  await knex.raw(`delete from deliveries where notice ->> 'kind' in ('disconnection', 'leftovers')`)
  await knex.raw('alter table deliveries force row level security')
}
