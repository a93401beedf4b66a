import type { Knex } from 'knex'

/**
 * Settings were edited by hand until organisers could change them. What is no object says nothing, and one number of days
 * is a list of one; anything else that makes no sense is read as the default, as before.
 */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    alter table workspaces no force row level security;
    update workspaces set settings = '{}' where jsonb_typeof(settings) <> 'object';
    update workspaces set settings = jsonb_set(settings, '{nudge_after_days}', jsonb_build_array(settings -> 'nudge_after_days'))
      where jsonb_typeof(settings -> 'nudge_after_days') = 'number';
    alter table workspaces force row level security;
    alter table workspaces add check (jsonb_typeof(settings) = 'object');
  `)
}

/** The previous version reads a list as well. */
export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('alter table workspaces drop constraint workspaces_settings_check')
}
