import type { Knex } from 'knex'

/**
 * The private address under which a calendar subscribes to a member's sessions (spec 11-calendars): one a member. The
 * secret in it is kept as a hash alone, so whoever reads the database cannot subscribe.
 *
 * Who asks for an address names no workspace. `workspaces_of_calendar` finds it by the hash, in the way of the functions
 * that look over all workspaces (`create_installations`), and gives that id and nothing else. The index is not unique: no
 * constraint may lack the workspace, and two secrets of 256 random bits are never the same.
 */
export const up = async (knex: Knex): Promise<void> => {
  const { rows } = await knex.raw('select current_schema() as schema')
  await knex.raw(/* sql */ `
    create table calendar_addresses (
      workspace_id text not null,
      member_id text not null,
      secret_hash text not null,
      made_at timestamptz not null,
      primary key (workspace_id, member_id),
      foreign key (workspace_id, member_id) references members on delete cascade
    );
    create index calendar_addresses_secret on calendar_addresses (secret_hash);

    select raise_walls();

    create policy looked_over on calendar_addresses for select to current_user
      using (current_setting('mentorship.looks_over', true) = 'on');
    create function workspaces_of_calendar(hash text) returns setof text language plpgsql security definer
      set search_path = "${rows[0].schema}", pg_temp as $body$
    begin
      perform set_config('mentorship.looks_over', 'on', true);
      return query select a.workspace_id from calendar_addresses a where a.secret_hash = hash;
      perform set_config('mentorship.looks_over', '', true);
    end
    $body$;
    revoke execute on function workspaces_of_calendar from public;
    grant execute on function workspaces_of_calendar to mentorship_app;
  `)
}

export const down = (knex: Knex) =>
  knex.raw(/* sql */ `
    drop function workspaces_of_calendar;
    drop table calendar_addresses;
  `)
