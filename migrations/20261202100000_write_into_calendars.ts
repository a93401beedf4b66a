import type { Knex } from 'knex'

/** `writes`: the member let their sessions be written into that calendar (spec 11-calendars, The other way). */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw('alter table calendar_sources add column writes boolean not null default false')
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('alter table calendar_sources drop column writes')
}
