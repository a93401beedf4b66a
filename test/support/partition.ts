import type { Knex } from 'knex'

/** Few enough to make a database quickly, and enough that two workspaces rarely share one. */
export const PARTITIONS = 8

/**
 * Turns every table that is keyed by workspace into one partitioned by hash of the workspace, each with its rows and
 * with the columns, constraints, indexes, policies and rights that the catalogue says it has; all of it or nothing.
 * Postgres 17 or later: none before has an exclusion constraint, nor an identity, on a partitioned table. Where a
 * unique constraint lacks the workspace, Postgres refuses.
 */
export const partitionByWorkspace = (knex: Knex, partitions: number = PARTITIONS): Promise<void> =>
  knex.transaction(async (trx) => {
    const tables = await describeTables(trx)
    await trx.raw('set local statement_timeout = 0')
    const foreignKeys = tables.flatMap(({ name, constraints }) =>
      constraints.filter(({ type }) => type === 'f').map((constraint) => ({ table: name, ...constraint })),
    )
    for (const { table, name } of foreignKeys) await trx.raw(`alter table ${table} drop constraint ${name}`)
    for (const table of tables) await remake(trx, table, partitions)
    for (const { table, name, definition } of foreignKeys) {
      await trx.raw(`alter table ${table} add constraint ${name} ${definition}`)
    }
  })

const remake = async (trx: Knex, table: Described, partitions: number) => {
  const { name, options, constraints, indexes, policies, grants } = table
  const run = (statement: string) => trx.raw(statement)
  await run(`alter table ${name} rename to plain`)
  // Columns with all that is theirs, and checks; indexes and the constraints that are indexes follow.
  await run(
    `create table ${name} (like plain including all excluding indexes) partition by hash (workspace_id)`,
  )
  for (let nth = 0; nth < partitions; nth += 1) {
    const values = `with (modulus ${partitions}, remainder ${nth})`
    const storage = options.length > 0 ? `with (${options.join(', ')})` : ''
    await run(`create table ${name}_${nth} partition of ${name} for values ${values} ${storage}`)
  }
  // Then the table's owner sees all of it, not only a superuser.
  await run('alter table plain no force row level security')
  const columns = table.stored.join(', ')
  await run(`insert into ${name} (${columns}) overriding system value select ${columns} from plain`)
  for (const column of table.counted) {
    await run(`select setval(pg_get_serial_sequence('${name}', '${column}'), max("${column}")) from plain`)
  }
  await run('drop table plain')
  for (const one of constraints.filter(({ type }) => type !== 'f' && type !== 'c')) {
    await run(`alter table ${name} add constraint ${one.name} ${one.definition}`)
  }
  for (const definition of indexes) await run(definition)
  for (const policy of policies) await run(policy)
  for (const grant of grants) await run(grant)
}

/** `type` as in `pg_constraint`: `p`rimary, `u`nique, `x` exclusion, `f`oreign, `c`heck. */
type Constraint = { name: string; type: string; definition: string }

export type Described = {
  name: string
  /** Storage parameters, which a partitioned table itself has none of. */
  options: string[]
  columns: string[]
  /** The names of the columns that are written, and of those that Postgres counts up. */
  stored: string[]
  counted: string[]
  constraints: Constraint[]
  /** Statements that make the indexes that stand for no constraint, and the walls and the rights. */
  indexes: string[]
  policies: string[]
  grants: string[]
}

/** Every table with a `workspace_id` that is no partition, as the catalogue has it. */
export const describeTables = async (trx: Knex): Promise<Described[]> => {
  const { rows }: { rows: Described[] } = await trx.raw(catalogue)
  return rows
}

const catalogue = /* sql */ `
  select quote_ident(t.relname) as name,
    coalesce(t.reloptions, '{}') as options,
    array(
      select concat_ws(' ', quote_ident(attname), format_type(atttypid, atttypmod), attnotnull,
        'generated ' || nullif(attgenerated::text, ''), 'identity ' || nullif(attidentity::text, ''), pg_get_expr(adbin, adrelid))
      from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
      where attrelid = t.oid and attnum > 0 and not attisdropped order by attname) as columns,
    array(
      select quote_ident(attname) from pg_attribute
      where attrelid = t.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attname) as stored,
    array(
      select attname::text from pg_attribute
      where attrelid = t.oid and attnum > 0 and attidentity <> '' order by attname) as counted,
    coalesce((
      select json_agg(json_build_object('name', quote_ident(conname), 'type', contype,
        'definition', pg_get_constraintdef(oid)) order by conname)
      from pg_constraint where conrelid = t.oid and contype in ('p', 'u', 'x', 'f', 'c') and conparentid = 0), '[]')
      as constraints,
    array(
      select replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') from pg_index
      where indrelid = t.oid and not exists (select from pg_constraint where conindid = indexrelid and contype <> 'f')
      order by 1) as indexes,
    array(
      select format('alter table %I %s row level security', t.relname, word)
      from (values ('enable', t.relrowsecurity), ('force', t.relforcerowsecurity)) wall (word, stands)
      where stands)
    || array(
      select format('create policy %I on %I as %s for %s to %s', polname, t.relname,
          case when polpermissive then 'permissive' else 'restrictive' end,
          case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
          array_to_string(array(select case role when 0 then 'public' else role::regrole::text end
            from unnest(polroles) role), ', '))
        || coalesce(' using (' || pg_get_expr(polqual, polrelid) || ')', '')
        || coalesce(' with check (' || pg_get_expr(polwithcheck, polrelid) || ')', '')
      from pg_policy where polrelid = t.oid order by 1) as policies,
    array(
      select format('grant %s on %I to %s', privilege_type, t.relname,
        case grantee when 0 then 'public' else grantee::regrole::text end)
      from aclexplode(t.relacl) where grantee <> t.relowner order by 1) as grants
  from pg_class t
  where t.relnamespace = current_schema()::regnamespace and t.relkind in ('r', 'p') and not t.relispartition
    and exists (select from pg_attribute where attrelid = t.oid and attname = 'workspace_id' and not attisdropped)
  order by t.relname`
