import type { Knex } from 'knex'

/**
 * Finds the open requests between two members without reading their older ones; nothing looks cards up by pair any
 * more. Nudges find waiting requests by age within one workspace; the BRIN index made them read every workspace's.
 * Failed deliveries get an index of their own, being few among all the finished ones.
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
