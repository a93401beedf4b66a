import type { Knex } from 'knex'

/** Finds what was cancelled while a member was away, to tell them on return, without reading every past session. */
export const up = (knex: Knex) =>
  knex.raw(/* sql */ `
    create index session_members_cancelled on session_members (workspace_id, member_id, busy_until) where not active`)

export const down = (knex: Knex) => knex.raw('drop index session_members_cancelled')
