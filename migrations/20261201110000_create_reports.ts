import type { Knex } from 'knex'

/**
 * What reports are made of (why a day's numbers and no journal of acts: docs/decisions/0014-report-by-day.md).
 *
 * `report_days` keeps the numbers of each day that is over: counts, and the ids of topics. It names no member, so that
 * nobody has to be forgotten in it, and its writer never reads a request's status, so that no dismissal can be in it.
 *
 * `reports` are those that an organiser asked for, with the message that shows each; `report_files` what was uploaded
 * into its thread: `file_id` is Slack's, `shared` once it is known to stand there.
 */
export const up = async (knex: Knex): Promise<void> => {
  const { rows } = await knex.raw('select current_schema() as schema')
  await knex.raw(/* sql */ `
    create table report_days (
      workspace_id text not null references workspaces on delete cascade,
      day date not null,
      numbers jsonb not null,
      primary key (workspace_id, day)
    );

    create table reports (
      workspace_id text not null,
      id text not null,
      member_id text not null,
      period text not null check (period in ('month', 'quarter', 'year', 'all')),
      asked_at timestamptz not null,
      channel_id text,
      message_ts text,
      primary key (workspace_id, id),
      foreign key (workspace_id, member_id) references members on delete cascade,
      check ((channel_id is null) = (message_ts is null))
    );
    create index reports_of_member on reports (workspace_id, member_id, asked_at);

    create table report_files (
      workspace_id text not null,
      report_id text not null,
      file text not null check (file in ('picture', 'requests', 'sessions', 'people', 'topics')),
      file_id text,
      shared boolean not null default false,
      primary key (workspace_id, report_id, file),
      foreign key (workspace_id, report_id) references reports on delete cascade
    );

    select raise_walls();

    create policy looked_over on report_days for select to current_user
      using (current_setting('mentorship.looks_over', true) = 'on');

    create function workspaces_to_report(until_day date) returns setof text language plpgsql security definer
      set search_path = "${rows[0].schema}", pg_temp as $body$
    begin
      perform set_config('mentorship.looks_over', 'on', true);
      return query select w.workspace_id from workspaces w where w.uninstalled_at is null and not exists (
        select from report_days d where d.workspace_id = w.workspace_id and d.day >= until_day);
      perform set_config('mentorship.looks_over', '', true);
    end
    $body$;
    revoke execute on function workspaces_to_report from public;
    grant execute on function workspaces_to_report to mentorship_app;
  `)
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    drop function workspaces_to_report;
    drop table report_files, reports, report_days;
    alter table deliveries no force row level security;
    delete from deliveries where notice ->> 'kind' in ('report', 'reportFile');
    alter table deliveries force row level security;
  `)
}
