import type { Knex } from 'knex'

/**
 * One more function that looks over all workspaces and gives their ids and nothing else (…_create_installations says how
 * such functions are walled in): those with deliveries that wait or have failed. What is counted for operators is then
 * counted in each of these by itself.
 */
export const up = async (knex: Knex): Promise<void> => {
  const { rows } = await knex.raw('select current_schema() as schema')
  await knex.raw(/* sql */ `
    create function workspaces_telling() returns setof text language plpgsql security definer
      set search_path = "${rows[0].schema}", pg_temp as $body$
    begin
      perform set_config('mentorship.looks_over', 'on', true);
      return query select w.workspace_id from workspaces w where
        exists (select from deliveries d where d.workspace_id = w.workspace_id and d.settled_at is null)
        or exists (select from deliveries d where d.workspace_id = w.workspace_id and d.outcome = 'failed');
      perform set_config('mentorship.looks_over', '', true);
    end
    $body$`)
  await knex.raw('revoke execute on function workspaces_telling() from public')
  await knex.raw('grant execute on function workspaces_telling() to mentorship_app')
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('drop function workspaces_telling()')
}
