import type { Knex } from 'knex'

/**
 * Who organises the mentoring programme (spec 9-programme, Organisers), and the record of every act of theirs. Whoever
 * installed the app is the first organiser, met by the app or not, so the ids refer to no member.
 *
 * The record keeps a setting's value as it was set, to be said in the reader's language.
 */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    alter table members add column is_admin boolean not null default false;

    create table organisers (
      workspace_id text not null references workspaces on delete cascade,
      member_id text not null,
      named_at timestamptz not null,
      primary key (workspace_id, member_id)
    );

    create table programme_changes (
      workspace_id text not null references workspaces on delete cascade,
      id text not null,
      kind text not null check (kind in ('named', 'removed', 'set', 'topic')),
      changed_by text,
      changed_at timestamptz not null,
      member_id text,
      setting text,
      value jsonb,
      primary key (workspace_id, id),
      check ((kind in ('named', 'removed')) = (member_id is not null)),
      check ((kind in ('set', 'topic')) = (setting is not null)),
      check ((setting is null) = (value is null))
    );

    select raise_walls();
  `)
  // Whoever installed the app before there were organisers.
  await knex.raw(/* sql */ `
    alter table installations no force row level security;
    alter table workspaces no force row level security;
    alter table organisers no force row level security;
    insert into organisers (workspace_id, member_id, named_at)
      select w.workspace_id, i.installed_by, i.installed_at from workspaces w
      join installations i on i.workspace_id = w.workspace_id;
    alter table installations force row level security;
    alter table workspaces force row level security;
    alter table organisers force row level security;
  `)
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    drop table programme_changes, organisers;
    alter table members drop column is_admin`)
}
