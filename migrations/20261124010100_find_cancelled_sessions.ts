import type { Knex } from 'knex'

/** A member who comes back is told of what was cancelled meanwhile: found without going through all that is over. */
export const up = (knex: Knex) =>
  knex.raw(/* sql */ `
    create index session_members_cancelled on session_members (workspace_id, member_id, busy_until) where not active`)

export const down = (knex: Knex) => knex.raw('drop index session_members_cancelled')
