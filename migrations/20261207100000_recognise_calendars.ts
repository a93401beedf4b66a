import type { Knex } from 'knex'

/** A digest of the file that was read, by which one that has not changed is recognised: many servers send no ETag. */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw('alter table calendar_sources add column digest text')
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('alter table calendar_sources drop column digest')
}
