import type { Knex } from 'knex'

/** Admits a kind of notice for the older message that a newer one replaces. It needs no column. */
export const up = async (): Promise<void> => {}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('alter table deliveries no force row level security')
  // The previous version does not know this kind and would stop at it. The older messages stay where they are.
  await knex.raw(`delete from deliveries where notice ->> 'kind' = 'replaced'`)
  await knex.raw('alter table deliveries force row level security')
}
