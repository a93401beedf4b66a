import type { Knex } from 'knex'

/** Until when one process alone asks for an installation's new token, outside any transaction. */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw('alter table installations add column renewing_until timestamptz')
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('alter table installations drop column renewing_until')
}
