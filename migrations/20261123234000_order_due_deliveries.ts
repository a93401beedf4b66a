import type { Knex } from 'knex'

/** Indexes due deliveries in exactly the order they are handed out, to find the first twenty without sorting them all. */
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
