import type { Knex } from 'knex'

/** By workspace, so that pruning one never reads another's, such as those of a workspace nobody prunes any more. */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw('create index receipts_old on receipts (workspace_id, received_at)')
  await knex.raw('drop index receipts_age')
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('create index receipts_age on receipts (received_at)')
  await knex.raw('drop index receipts_old')
}
