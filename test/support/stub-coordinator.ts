import pg from 'pg'

/**
 * Makes a database look like a Citus coordinator to whoever asks: the extension, one node, and the functions that spread
 * tables, which only note that they were called. Its tables stay where they are, so what is sent to a coordinator runs
 * as on any Postgres. The URL's user must be a superuser.
 */
export const makeCoordinator = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('set allow_system_table_mods = on')
  await client.query(STUB).finally(() => client.end())
}

const STUB = /* sql */ `
  insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
    values (987654, 'citus', 10, 'pg_catalog'::regnamespace, false, '14.0-1');
  create table pg_catalog.pg_dist_node (nodename text, shouldhaveshards boolean);
  insert into pg_catalog.pg_dist_node values ('node-1', true);
  create table pg_catalog.pg_dist_partition (logicalrelid regclass primary key, partmethod char, colocated text);
  grant select on pg_catalog.pg_dist_partition, pg_catalog.pg_dist_node to public;
  create function pg_catalog.create_distributed_table(
    table_name regclass, distribution_column text, colocate_with text default 'default')
  returns void language plpgsql as $$
  begin
    if (select relforcerowsecurity from pg_class where oid = table_name) then
      raise 'COPY FROM not supported with row-level security';
    end if;
    if exists (select from pg_constraint f where f.contype = 'f' and f.conrelid = table_name
        and f.confrelid <> table_name
        and not exists (select from pg_catalog.pg_dist_partition p where p.logicalrelid = f.confrelid)) then
      raise 'cannot create foreign key constraint to a local table';
    end if;
    insert into pg_catalog.pg_dist_partition values (table_name, 'h', colocate_with);
  end $$`
