import type { Knex } from 'knex'

/**
 * Open requests of a pair, and of one member's, found without going through those that are closed: what an act costs
 * no longer grows with what the two asked of each other before. Cards are no longer looked for by their pair.
 * Deliveries that failed are few, and looked for among all that ended.
 */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    create index requests_open on requests (workspace_id, sender_id, receiver_id, kind, number)
      where status <> 'accepted' and withdrawn_at is null;
    drop index cards_pair;
    create index deliveries_failed on deliveries (workspace_id, position) where outcome = 'failed';
  `)
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    drop index deliveries_failed;
    create index cards_pair on cards (workspace_id, sender_id, receiver_id, kind, id desc);
    drop index requests_open;
  `)
}
