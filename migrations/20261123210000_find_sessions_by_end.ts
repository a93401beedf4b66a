import type { Knex } from 'knex'

/**
 * Gives the end of a member's busy time its own column. Behind row-level security the planner puts only leakproof
 * comparisons into an index condition, and `upper()` of a range is not leakproof: every look at a mentor's coming
 * sessions would have read all the past ones.
 */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    alter table session_members
      add column busy_until timestamptz generated always as (upper(busy)) stored;
    drop index session_members_upcoming;
    create index session_members_upcoming on session_members (workspace_id, member_id, busy_until) where active;
  `)
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    drop index session_members_upcoming;
    alter table session_members drop column busy_until;
    create index session_members_upcoming on session_members (workspace_id, member_id, upper(busy)) where active;
  `)
}
