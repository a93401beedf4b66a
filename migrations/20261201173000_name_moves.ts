import type { Knex } from 'knex'

/**
 * A workspace on its way to another database names the move by which it goes, and there, until the move is over, the one by
 * which it came (`npm run workspaces -- move`). So a move that died can go on, and is not taken for another.
 */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw('alter table workspaces add column moved_by text')
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('alter table workspaces drop column moved_by')
}
