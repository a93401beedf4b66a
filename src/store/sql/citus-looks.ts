/** A function that looks over all workspaces. */
type Look = { name: string; given: string; ids: string }

const installed = (table: string, condition: string) => /* sql */ `
      select w.workspace_id from workspaces w join ${table} x on x.workspace_id = w.workspace_id
      where w.uninstalled_at is null and ${condition}`

/**
 * The functions that look over all workspaces (migrations/…_create_installations), as Citus can hand them to its nodes:
 * joins by the workspace, and unions of them, where one Postgres is faster with a search for each workspace in turn.
 * `workspaces_due` gives those first that have waited longest (`takeLanes`). They set nothing, since Citus would not pass
 * it on: their owner is bound by no walls there (`distributeTables`). Those over `workspaces` or `installations` alone
 * stay as they are.
 */
export const looksOnCitus: readonly Look[] = [
  {
    name: 'workspaces_due',
    given: 'at timestamptz',
    ids: /* sql */ `
      select d.workspace_id from deliveries d where d.settled_at is null and d.run_at <= at
      group by d.workspace_id order by min(d.run_at)`,
  },
  {
    name: 'workspaces_to_plan',
    given: 'since timestamptz, until timestamptz',
    ids: [
      installed(
        'sessions',
        `x.status = 'scheduled' and x.starts_at > since and x.starts_at <= until + interval '1 day'`,
      ),
      installed('open_sessions', 'x.look_at <= until'),
      installed('requests', `x.status = 'pending' and x.withdrawn_at is null`),
      installed('requests', 'x.reroute_at is not null'),
      installed('deliveries', 'x.settled_at is null'),
    ].join(' union '),
  },
  {
    name: 'workspaces_to_forget',
    given: 'at timestamptz',
    ids: [
      installed('forgettings', 'true'),
      installed(
        'members',
        `x.left_at <= at - make_interval(days => case
          when jsonb_typeof(w.settings -> 'forget_after_days') = 'number'
            then least(greatest(round((w.settings ->> 'forget_after_days')::numeric), 0), 36500)::int
          else 365 end)`,
      ),
    ].join(' union '),
  },
  {
    name: 'workspaces_to_prune',
    given: 'finished timestamptz, received timestamptz, counted timestamptz',
    ids: /* sql */ `
      select d.workspace_id from deliveries d where d.settled_at < finished
      union select r.workspace_id from receipts r where r.received_at < received
      union select s.workspace_id from suggestions s where s.counts_until < counted`,
  },
  {
    name: 'workspaces_telling',
    given: '',
    ids: /* sql */ `
      select d.workspace_id from deliveries d where d.settled_at is null
      union select d.workspace_id from deliveries d where d.outcome = 'failed'`,
  },
  {
    name: 'workspaces_to_report',
    given: 'until_day date',
    ids: /* sql */ `
      select w.workspace_id from workspaces w
      left join report_days d on d.workspace_id = w.workspace_id and d.day >= until_day
      where w.uninstalled_at is null and d.workspace_id is null`,
  },
  {
    name: 'workspaces_with_calendars',
    given: 'at timestamptz',
    ids: [
      installed('calendar_sources', 'x.due_at <= at'),
      installed('calendar_sources', `x.due_at > at + interval '12 hours'`),
    ].join(' union '),
  },
  {
    name: 'workspaces_of_calendar',
    given: 'hash text',
    ids: 'select a.workspace_id from calendar_addresses a where a.secret_hash = hash',
  },
  {
    name: 'workspaces_installed',
    given: '',
    ids: 'select w.workspace_id from workspaces w where w.uninstalled_at is null',
  },
  {
    name: 'workspaces_removed',
    given: '',
    ids: 'select w.workspace_id from workspaces w where w.uninstalled_at is not null',
  },
  {
    name: 'workspaces_served_by',
    given: 'installation text',
    ids: 'select w.workspace_id from workspaces w where w.served_by = installation and w.uninstalled_at is null',
  },
]

export const createLook = ({ name, given, ids }: Look, schema: string): string => /* sql */ `
  create or replace function ${name}(${given}) returns setof text language plpgsql security definer
    set search_path = "${schema}", pg_temp as $body$
  begin
    return query ${ids};
  end
  $body$`
