import type { Knex } from 'knex'

/**
 * Many workspaces in one database (spec 10-workspaces). An installation is a row of the team (T…) or organisation (E…)
 * that allowed the app, behind the walls like all others: a transaction sees its token only if it names that team or
 * organisation. `served_by` is the installation through which a workspace is served; null where the token is the
 * operator's, in the environment.
 *
 * The functions (`looks`) look over all workspaces, and give their ids and nothing else. They run as their owner, whom the
 * walls bind too; so that they see anything, a policy admits the owner where such a function asks for it. No other role
 * is admitted, whatever it sets.
 *
 * `oauth_states` belongs to no workspace: it says that somebody began to install the app, and not who or where.
 */
type Look = { given: string; ids: string }

const looks: Readonly<Record<string, Look>> = {
  workspaces_due: {
    given: 'at timestamptz',
    ids: /* sql */ `
      with recursive each (id) as (
        (select d.workspace_id from deliveries d where d.settled_at is null order by d.workspace_id limit 1)
        union all
        select (select d.workspace_id from deliveries d where d.settled_at is null and d.workspace_id > each.id
          order by d.workspace_id limit 1) from each where each.id is not null)
      select each.id from each where each.id is not null and exists (
        select from unnest(array['post', 'update', 'home']) lane
        cross join lateral (
          select d.run_at from deliveries d
          where d.workspace_id = each.id and d.lane = lane and d.settled_at is null and d.run_at <= at limit 1) due)`,
  },
  workspaces_to_plan: {
    given: 'since timestamptz, until timestamptz',
    ids: /* sql */ `
      select w.workspace_id from workspaces w where w.uninstalled_at is null and (
        exists (select from sessions s where s.workspace_id = w.workspace_id and s.status = 'scheduled'
          and s.starts_at > since and s.starts_at <= until + interval '1 day')
        or exists (select from open_sessions o where o.workspace_id = w.workspace_id and o.look_at <= until)
        or exists (select from requests r where r.workspace_id = w.workspace_id and r.status = 'pending'
          and r.withdrawn_at is null)
        or exists (select from requests r where r.workspace_id = w.workspace_id and r.reroute_at is not null)
        or exists (select from deliveries d where d.workspace_id = w.workspace_id and d.settled_at is null))`,
  },
  workspaces_to_prune: {
    given: 'finished timestamptz, received timestamptz, counted timestamptz',
    ids: /* sql */ `
      select w.workspace_id from workspaces w where
        exists (select from deliveries d where d.workspace_id = w.workspace_id and d.settled_at < finished)
        or exists (select from receipts r where r.workspace_id = w.workspace_id and r.received_at < received)
        or exists (select from suggestions s where s.workspace_id = w.workspace_id and s.counts_until < counted)`,
  },
  workspaces_installed: {
    given: '',
    ids: 'select w.workspace_id from workspaces w where w.uninstalled_at is null',
  },
  workspaces_removed: {
    given: '',
    ids: 'select w.workspace_id from workspaces w where w.uninstalled_at is not null',
  },
  workspaces_served_by: {
    given: 'installation text',
    ids: 'select w.workspace_id from workspaces w where w.served_by = installation and w.uninstalled_at is null',
  },
  installations_kept: { given: '', ids: 'select i.workspace_id from installations i' },
  installations_expiring: {
    given: 'at timestamptz',
    ids: /* sql */ `
      select i.workspace_id from installations i
      where i.expires_at <= at and i.bot_token is not null and i.broken_because is null`,
  },
}
const names = Object.keys(looks).join(', ')

/** What they read. */
const lookedOver = [
  ...['installations', 'deliveries', 'workspaces', 'sessions'],
  ...['open_sessions', 'requests', 'receipts', 'suggestions'],
]

const admitOwner = (table: string) => /* sql */ `
  create policy looked_over on ${table} for select to current_user
    using (current_setting('mentorship.looks_over', true) = 'on');`

/**
 * The setting is made inside: in its own `set` clause a function may name it only if a superuser creates it. Names are
 * looked up in our schema first, and in the caller's temporary one last (postgresql.org/docs/current/sql-createfunction).
 */
const createLook = (name: string, { given, ids }: Look, schema: string) => /* sql */ `
  create function ${name}(${given}) returns setof text language plpgsql security definer
    set search_path = "${schema}", pg_temp as $body$
  begin
    perform set_config('mentorship.looks_over', 'on', true);
    return query ${ids};
    perform set_config('mentorship.looks_over', '', true);
  end
  $body$;`

export const up = async (knex: Knex): Promise<void> => {
  const { rows } = await knex.raw('select current_schema() as schema')
  await knex.raw(/* sql */ `
    create table installations (
      workspace_id text primary key,
      bot_token text,
      refresh_token text,
      expires_at timestamptz,
      bot_id text not null,
      bot_user_id text not null,
      team_id text,
      enterprise_id text,
      scopes text[] not null,
      installed_by text not null,
      installed_at timestamptz not null,
      broken_because text,
      check (workspace_id = coalesce(team_id, enterprise_id)),
      check (refresh_token is null or expires_at is not null)
    );
    alter table workspaces add column served_by text;
    create index installations_expiring on installations (expires_at) where expires_at is not null;
    create index workspaces_served on workspaces (served_by) where served_by is not null;

    create table oauth_states (
      state_hash text primary key,
      expires_at timestamptz not null
    );
    create index oauth_states_over on oauth_states (expires_at);
    grant select, insert, delete on oauth_states to mentorship_app;

    select raise_walls();

    ${lookedOver.map(admitOwner).join('')}
    ${Object.entries(looks)
      .map(([name, look]) => createLook(name, look, rows[0].schema))
      .join('')}
    revoke execute on function ${names} from public;
    grant execute on function ${names} to mentorship_app;
  `)
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    drop function ${names};
    ${lookedOver.map((table) => `drop policy looked_over on ${table};`).join('')}
    drop table oauth_states, installations;
    alter table deliveries no force row level security;
    delete from deliveries where notice ->> 'kind' = 'welcome';
    alter table deliveries force row level security;
    alter table workspaces drop column served_by;
  `)
}
