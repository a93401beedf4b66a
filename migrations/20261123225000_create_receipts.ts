import type { Knex } from 'knex'

/**
 * What came of each delivery from Slack, so that a repeat has no second effect and gets the first answer again. The
 * act's transaction writes `outcome`; `answer` is written when the reply is ready. Either may be absent: looking at a
 * list is not an act, and a press on Home has no answer. `json`, not `jsonb`, so that the
 * answer is sent again unchanged, its keys in the same order.
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
