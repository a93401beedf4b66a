import type { Knex } from 'knex'

/**
 * Admits two kinds of notice: one for the older message that a newer one replaces, one for a member whose press got no
 * answer. They need no column.
 */
export const up = async (): Promise<void> => {}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('alter table deliveries no force row level security')
  // The previous version knows neither kind and would stop at it. The older messages stay where they are.
  await knex.raw(`delete from deliveries where notice ->> 'kind' in ('replaced', 'unanswered')`)
  await knex.raw('alter table deliveries force row level security')
}
