import type { Knex } from 'knex'

/** In the whole of the order in which they are handed out, so that the first twenty are found without sorting them all. */
export const up = (knex: Knex) =>
  knex.raw(/* sql */ `
    drop index deliveries_due;
    create index deliveries_due on deliveries (workspace_id, lane, run_at, position) where settled_at is null;
  `)

export const down = (knex: Knex) =>
  knex.raw(/* sql */ `
    drop index deliveries_due;
    create index deliveries_due on deliveries (workspace_id, lane, run_at) where settled_at is null;
  `)
