import type { Knex } from 'knex'

/** What members do, as their Slack profiles say; null until Slack is asked about them again, or if they say nothing. */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw('alter table members add column title text')
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('alter table members drop column title')
}
