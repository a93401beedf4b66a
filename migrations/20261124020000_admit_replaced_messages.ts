import type { Knex } from 'knex'

/** The outbox now also says which older message is to go when a newer one was posted. It needs no column for that. */
export const up = async (): Promise<void> => {}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('alter table deliveries no force row level security')
  // The version before does not know the kind, and would stop at it. The older messages stay where they are.
  await knex.raw(`delete from deliveries where notice ->> 'kind' = 'replaced'`)
  await knex.raw('alter table deliveries force row level security')
}
