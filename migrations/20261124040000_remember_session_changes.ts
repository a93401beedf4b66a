import type { Knex } from 'knex'

/**
 * Keeps who moved a session and from when, who edited its topic or place, and whether it was cancelled because a member
 * left: messages say so. Admits a notice for an older message that must stay above its thread; that needs no column.
 */
export const up = (knex: Knex) =>
  knex.raw(/* sql */ `
    alter table sessions
      add column moved_by text,
      add column moved_from timestamptz,
      add column edited_by text,
      add column cancelled_on_departure boolean not null default false`)

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    alter table sessions
      drop column moved_by,
      drop column moved_from,
      drop column edited_by,
      drop column cancelled_on_departure`)
  await knex.raw('alter table deliveries no force row level security')
  // The previous version does not know the kind and would leave it waiting for ever.
  await knex.raw(`delete from deliveries where notice ->> 'kind' = 'outdated'`)
  await knex.raw('alter table deliveries force row level security')
}
