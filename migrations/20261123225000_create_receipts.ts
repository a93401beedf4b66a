import type { Knex } from 'knex'

/**
 * What came of each delivery of Slack's, so that its second delivery has no second effect and gets the first one's
 * answer. `outcome` is written by the act's own transaction, `answer` when the reply is ready; either may be absent:
 * looking at a list is no act, and a press on Home has no answer. `json`, not `jsonb`: the answer is sent again as it
 * was, in the same order.
 */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    create table receipts (
      workspace_id text not null references workspaces on delete cascade,
      key text not null,
      outcome json,
      answer json,
      received_at timestamptz not null,
      primary key (workspace_id, key)
    );
    create index receipts_age on receipts (received_at);
    select raise_walls();
  `)
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('drop table receipts')
}
