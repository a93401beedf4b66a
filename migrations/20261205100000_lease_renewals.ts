import type { Knex } from 'knex'

/** Until when one process alone renews the access of a source, while it asks the provider outside any transaction. */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw('alter table calendar_sources add column renewing_until timestamptz')
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('alter table calendar_sources drop column renewing_until')
}
