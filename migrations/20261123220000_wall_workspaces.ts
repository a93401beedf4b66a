import type { Knex } from 'knex'

/**
 * Walls between workspaces (spec 5-trust): row-level security on every table that has a `workspace_id`, forced, so
 * that it holds the tables' owner too. A row is there for whoever has its workspace among those that the transaction
 * named in `mentorship.workspaces`; where nothing was named, nothing is there.
 *
 * The policy is a `case` because the planner then takes it for a filter. As a plain comparison with a list it became a
 * condition of every index, which was reckoned at ten searches each, and made worse indexes win.
 *
 * Knex's own two tables say which migrations ran, of no workspace; the app's role gets no right on them at all.
 *
 * A later migration that creates a table ends with `select raise_walls()`. One that changes rows says before
 * `alter table … no force row level security`, or it finds none of them, and raises the walls again at its end.
 *
 * The app's role itself is made when the database is opened (src/store/app-role.ts): it belongs to the server.
 */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    create function raise_walls() returns void language plpgsql as $body$
    declare
      wall record;
    begin
      execute format('grant usage on schema %I to mentorship_app', current_schema());
      for wall in
        select c.oid::regclass as name, c.oid from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
        where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
      loop
        execute format('alter table %s enable row level security, force row level security', wall.name);
        execute format('grant select, insert, update, delete on %s to mentorship_app', wall.name);
        if not exists (select from pg_policy where polrelid = wall.oid and polname = 'workspace_wall') then
          execute format('create policy workspace_wall on %s using '
            '(case when workspace_id = any (string_to_array(current_setting(''mentorship.workspaces'', true), '','')) '
            'then true else false end)', wall.name);
        end if;
      end loop;
    end
    $body$;
    revoke execute on function raise_walls() from public;
    select raise_walls();
  `)
}

/** The role stays: other databases of the server may use it. */
export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    do $body$
    declare
      wall record;
    begin
      for wall in
        select polrelid::regclass as name from pg_policy
        where polname = 'workspace_wall'
          and polrelid in (select oid from pg_class where relnamespace = current_schema()::regnamespace)
      loop
        execute format('drop policy workspace_wall on %s', wall.name);
        execute format('alter table %s disable row level security, no force row level security', wall.name);
        execute format('revoke all on %s from mentorship_app', wall.name);
      end loop;
      execute format('revoke usage on schema %I from mentorship_app', current_schema());
    end
    $body$;
    drop function raise_walls();
  `)
}
