import type { Knex } from 'knex'

/** A member whose account was deactivated did not leave their open sessions: once back, they read what happened. */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw('alter table session_members drop constraint session_members_left_because_check')
  await knex.raw(
    `alter table session_members add check (left_because in ('left', 'lapsed', 'collided', 'departed'))`,
  )
}

/** The previous version took a departure for leaving. */
export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('alter table session_members no force row level security')
  await knex.raw(`update session_members set left_because = 'left' where left_because = 'departed'`)
  await knex.raw('alter table session_members force row level security')
  await knex.raw('alter table session_members drop constraint session_members_left_because_check')
  await knex.raw(`alter table session_members add check (left_because in ('left', 'lapsed', 'collided'))`)
}
