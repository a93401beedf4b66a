import type { Knex } from 'knex'

/**
 * Walls between workspaces (spec 5-trust): row-level security on every table that has a `workspace_id`. It is forced,
 * so it binds the tables' owner too. A transaction sees the rows of the workspaces it named in
 * `mentorship.workspaces`; if it named none, it sees nothing.
 *
 * The policy is a `case` so that the planner treats it as a filter. As a plain comparison with a list it became a
 * condition of every index; the planner costed that at ten searches each and picked worse indexes.
 *
 * Knex's own two tables record which migrations ran and belong to no workspace; the app's role has no rights on them.
 *
 * A later migration that creates a table ends with `select raise_walls()`. One that changes rows must first run
 * `alter table … no force row level security`, or it finds no rows, and raise the walls again at the end.
 *
 * The app's role is created when the database is opened (src/store/sql/app-role.ts), because roles belong to the server.
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

/** Keeps the role: other databases on the server may use it. */
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
