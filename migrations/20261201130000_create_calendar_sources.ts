import type { Knex } from 'knex'

/**
 * Calendars from outside that members connected (spec 11-calendars). Of what is in them only the times at which their
 * owners are busy are kept, for the time from `known_from` to `known_until`; a multirange holds them apart, in order and
 * in one place, so that one update replaces them all.
 *
 * `secret` is what it takes to read it, sealed. Sources with one `read_with` have the same address, and are read together;
 * it is a hash, so that nothing has to be opened to find them. `due_at` is when it is to be read next, and the end of the
 * lease while it is read. `asked`: its owner waits for that.
 *
 * `unchecked` in `session_members`: the member's calendars were not known for the time when it was booked or moved.
 */
export const up = async (knex: Knex): Promise<void> => {
  const { rows } = await knex.raw('select current_schema() as schema')
  await knex.raw(/* sql */ `
    create table calendar_sources (
      workspace_id text not null,
      id text not null,
      member_id text not null,
      kind text not null,
      host text not null check (char_length(host) <= 253),
      secret text not null,
      read_with text not null,
      zone text,
      busy tstzmultirange not null default '{}',
      known_from timestamptz,
      known_until timestamptz,
      etag text check (char_length(etag) <= 500),
      last_modified text check (char_length(last_modified) <= 100),
      read_at timestamptz,
      unclear integer not null default 0,
      fault text,
      failures integer not null default 0,
      asked boolean not null default false,
      due_at timestamptz not null,
      connected_at timestamptz not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, member_id) references members on delete cascade,
      check ((known_from is null) = (known_until is null) and (known_from is null) = (read_at is null)),
      check ((fault is null) = (failures = 0))
    );
    create index calendar_sources_of_member on calendar_sources (workspace_id, member_id);
    create index calendar_sources_due on calendar_sources (workspace_id, due_at);
    create index calendar_sources_together on calendar_sources (workspace_id, read_with);

    alter table session_members add column unchecked boolean not null default false;

    select raise_walls();

    create policy looked_over on calendar_sources for select to current_user
      using (current_setting('mentorship.looks_over', true) = 'on');
    create function workspaces_with_calendars(at timestamptz) returns setof text language plpgsql security definer
      set search_path = "${rows[0].schema}", pg_temp as $body$
    begin
      perform set_config('mentorship.looks_over', 'on', true);
      return query select w.workspace_id from workspaces w where w.uninstalled_at is null
        and (exists (select from calendar_sources c where c.workspace_id = w.workspace_id and c.due_at <= at)
          or exists (select from calendar_sources c where c.workspace_id = w.workspace_id
            and c.due_at > at + interval '12 hours'));
      perform set_config('mentorship.looks_over', '', true);
    end
    $body$;
    revoke execute on function workspaces_with_calendars from public;
    grant execute on function workspaces_with_calendars to mentorship_app;
  `)
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    drop function workspaces_with_calendars;
    drop table calendar_sources;
    alter table session_members drop column unchecked;
    alter table deliveries no force row level security;
    delete from deliveries where notice ->> 'kind' = 'calendarFault';
    alter table deliveries force row level security;
  `)
}
