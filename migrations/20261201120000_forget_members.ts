import type { Knex } from 'knex'

/**
 * A member who is forgotten leaves a former member in their place: a row of `members` with a random id and no name, so
 * that the others' history still has somebody in it (spec 9-programme, One's own data). `forgettings` holds who is being
 * forgotten, until the last trace is gone.
 *
 * Whatever refers to a forgotten member is looked for when their row is deleted. Of `session_members` one index finds
 * that, and does what two did before, each for a part of the rows. `sessions` loses its foreign key: who booked one is in
 * it, and an index for it would slow down every booking.
 *
 * `left_at`: when Slack said that the account is gone.
 */
const TO_FORGET = (schema: string) => /* sql */ `
  create function workspaces_to_forget(at timestamptz) returns setof text language plpgsql security definer
    set search_path = "${schema}", pg_temp as $body$
  begin
    perform set_config('mentorship.looks_over', 'on', true);
    return query
      select w.workspace_id from workspaces w where w.uninstalled_at is null and (
        exists (select from forgettings f where f.workspace_id = w.workspace_id)
        or exists (select from members m where m.workspace_id = w.workspace_id
          and m.left_at <= at - make_interval(days => case
            when jsonb_typeof(w.settings -> 'forget_after_days') = 'number'
              then least(greatest(round((w.settings ->> 'forget_after_days')::numeric), 0), 36500)::int
            else 365 end)));
    perform set_config('mentorship.looks_over', '', true);
  end
  $body$;`

export const up = async (knex: Knex): Promise<void> => {
  const { rows } = await knex.raw('select current_schema() as schema')
  await knex.raw(/* sql */ `
    alter table members add column left_at timestamptz;
    alter table members no force row level security;
    update members set left_at = coalesce(updated_at, fetched_at) where is_deactivated;
    alter table members force row level security;
    create index members_left on members (workspace_id, left_at) where left_at is not null;

    create table forgettings (
      workspace_id text not null references workspaces on delete cascade,
      member_id text not null,
      former_id text not null,
      asked_at timestamptz not null,
      forgotten_at timestamptz,
      primary key (workspace_id, member_id)
    );

    create index session_members_of_member on session_members (workspace_id, member_id, active, busy_until);
    drop index session_members_upcoming, session_members_cancelled;
    alter table sessions drop constraint sessions_workspace_id_booked_by_fkey;
    create index sessions_suggested on sessions (workspace_id, suggested_by) where suggested_by is not null;
    create index requests_suggested on requests (workspace_id, suggested_by) where suggested_by is not null;
    create index suggestions_of_mentor on suggestions (workspace_id, mentor_id);
    create index suggestions_of_mentee on suggestions (workspace_id, mentee_id);

    select raise_walls();

    create policy looked_over on members for select to current_user
      using (current_setting('mentorship.looks_over', true) = 'on');
    create policy looked_over on forgettings for select to current_user
      using (current_setting('mentorship.looks_over', true) = 'on');
    ${TO_FORGET(rows[0].schema)}
    revoke execute on function workspaces_to_forget from public;
    grant execute on function workspaces_to_forget to mentorship_app;
  `)
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    drop function workspaces_to_forget;
    drop policy looked_over on members;
    drop table forgettings;
    drop index suggestions_of_mentor, suggestions_of_mentee, requests_suggested, sessions_suggested;
    alter table sessions add constraint sessions_workspace_id_booked_by_fkey
      foreign key (workspace_id, booked_by) references members on delete cascade;
    create index session_members_upcoming on session_members (workspace_id, member_id, busy_until) where active;
    create index session_members_cancelled on session_members (workspace_id, member_id, busy_until) where not active;
    drop index session_members_of_member, members_left;
    alter table members drop column left_at;
    alter table deliveries no force row level security;
    delete from deliveries where notice ->> 'kind' in ('ownData', 'erased');
    alter table deliveries force row level security;
  `)
}
