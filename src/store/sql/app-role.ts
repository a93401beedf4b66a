import type { Knex } from 'knex'
import { DatabaseFault } from './database-fault.ts'

/**
 * The role in which every transaction runs. It owns nothing and bypasses nothing, so row-level security binds it even
 * if the connecting user is a superuser, as the embedded one is. Nobody can log in as it.
 */
export const APP_ROLE = 'mentorship_app'

/**
 * Makes sure that the connecting user may take the role. Roles belong to the whole server, not to a database: another
 * database's app may have created it, and a dump restored elsewhere comes without it. If the user may not create it,
 * throws a `DatabaseFault` with the statements to run.
 */
export const ensureAppRole = async (db: Knex, role: string): Promise<void> => {
  const before = await look(db, role)
  if (before.isStrong) throw tooStrong(role)
  if (!before.isMissing) return
  // Several instances may do this at once, in different databases: only what is there afterwards counts.
  if (!before.exists) await db.raw(`create role ${role} nologin`).catch(() => {})
  if ((await look(db, role)).isMissing) await db.raw(`grant ${role} to current_user`).catch(() => {})
  const after = await look(db, role)
  if (after.isMissing) throw notAllowed(after, role)
}

type Standing = { user: string; exists: boolean; isMissing: boolean; isStrong: boolean }

/** Since Postgres 16 a role's creator is its member, but may not take it until it is granted. */
const standing = /* sql */ `
  select quote_ident(current_user) as "user", role.oid is not null as "exists",
    coalesce(role.rolsuper or role.rolbypassrls, false) as "isStrong",
    role.oid is null or not pg_has_role(current_user, role.oid,
      case when current_setting('server_version_num')::int < 160000 then 'MEMBER' else 'SET' end) as "isMissing"
  from (select 1) one left join pg_roles role on role.rolname = ?`

const look = async (db: Knex, role: string): Promise<Standing> => {
  const { rows } = await db.raw<{ rows: Standing[] }>(standing, [role])
  const [found] = rows
  if (!found) throw new DatabaseFault('The database server gave an empty answer.')
  return found
}

const notAllowed = ({ user, exists }: Standing, role: string) =>
  new DatabaseFault(
    `The database user ${user} (DATABASE_URL) may not take the role that keeps workspaces apart. Have an administrator of the server run once: ${exists ? '' : `create role ${role} nologin; `}grant ${role} to ${user};`,
  )

const tooStrong = (role: string) =>
  new DatabaseFault(
    `The database role ${role} would see every workspace. Have an administrator of the server run once: alter role ${role} nosuperuser nobypassrls;`,
  )
