import type { Knex } from 'knex'

/**
 * When the sender of a session request is shown others who could help, if it is open by then (spec 7-directory, Quiet
 * reroute); null if they did not ask for it, or were shown them.
 */
export const up = (knex: Knex) =>
  knex.raw(/* sql */ `
    alter table requests add column reroute_at timestamptz;
    create index requests_reroute on requests (workspace_id, reroute_at) where reroute_at is not null`)

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('drop index requests_reroute; alter table requests drop column reroute_at')
  await knex.raw('alter table deliveries no force row level security')
  // The previous version does not know the kind and would leave it waiting for ever.
  await knex.raw(`delete from deliveries where notice ->> 'kind' = 'reroute'`)
  await knex.raw('alter table deliveries force row level security')
}
