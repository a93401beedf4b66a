import type { Knex } from 'knex'

/**
 * What is open between two members is found without going through what they asked of each other before, and cards are
 * no longer looked for by their pair. Nudges find what waits by its age, in one workspace; by blocks of the whole
 * table they had gone through everybody's. Deliveries that failed are few among all that ended.
 */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    create index requests_open on requests (workspace_id, sender_id, receiver_id, kind, number)
      where status <> 'accepted' and withdrawn_at is null;
    drop index cards_pair;
    create index requests_waiting on requests (workspace_id, sent_at) where status = 'pending' and withdrawn_at is null;
    drop index requests_sent_at;
    create index deliveries_failed on deliveries (workspace_id, position) where outcome = 'failed';
  `)
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    drop index deliveries_failed, requests_waiting;
    create index requests_sent_at on requests using brin (sent_at);
    create index cards_pair on cards (workspace_id, sender_id, receiver_id, kind, id desc);
    drop index requests_open;
  `)
}
