import type { Knex } from 'knex'

/**
 * What each side said of a session (spec 9-programme, Feedback), from the moment on at which they were asked. Nobody but
 * that member is ever shown a row of it, unless they passed their line on.
 */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    create table feedback (
      workspace_id text not null,
      session_id text not null,
      member_id text not null,
      closes_at timestamptz not null,
      answer text check (answer in ('great', 'fine', 'not_met')),
      answered_at timestamptz,
      line text not null default '' check (char_length(line) <= 300),
      thanked_at timestamptz,
      told_at timestamptz,
      channel_id text,
      message_ts text,
      primary key (workspace_id, session_id, member_id),
      foreign key (workspace_id, session_id) references sessions on delete cascade,
      foreign key (workspace_id, member_id) references members on delete cascade,
      check ((answer is null) = (answered_at is null)),
      check ((channel_id is null) = (message_ts is null))
    );
    create index feedback_of_member on feedback (workspace_id, member_id);

    select raise_walls();
  `)
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('drop table feedback')
  await knex.raw('alter table deliveries no force row level security')
  // The previous version does not know these kinds and would leave them waiting for ever.
  await knex.raw(
    `delete from deliveries where notice ->> 'kind' in ('feedback', 'feedbackOver', 'thanks', 'namedFeedback')`,
  )
  await knex.raw('alter table deliveries force row level security')
}
