import knex, { type Knex } from 'knex'
import { APP_ROLE, ensureAppRole } from './app-role.ts'
import { DatabaseFault } from './database-fault.ts'
import { driverSettings, knexSettings, withSession } from './knex-settings.ts'
import type { Engine } from './opening.ts'

/** Slack waits 3 s for an answer; after this long, nobody is waiting any more. */
const LIMIT = 10_000

/** A pool on a Postgres server. Throws a `DatabaseFault` if it does not answer, is too old or lacks an extension. */
export const openServer = async (url: string, poolSize: number) => {
  const session = { limit: LIMIT, prepares: prepares(url) }
  const db = knex({
    ...knexSettings,
    /* Nothing is set for the session: poolers refuse it, or pass it on to the connection's next borrower. */
    connection: {
      connectionString: url,
      ...driverSettings,
      application_name: 'mentorship-bot',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    },
    pool: { min: 0, max: poolSize },
  })
  try {
    Object.assign(db, withSession({ ...session, engine: await check(db, hostOf(url)) }))
  } catch (error) {
    await db.destroy()
    throw error
  }
  return { knex: db, kind: 'server' as const, close: () => db.destroy() }
}

/** Whether to prepare statements: yes, unless `DATABASE_URL` ends in `?prepared_statements=off`. */
const prepares = (url: string): boolean => {
  const said = URL.canParse(url) ? new URL(url).searchParams.get('prepared_statements') : null
  if (said === null || said === 'on') return true
  if (said === 'off') return false
  throw new DatabaseFault(
    `DATABASE_URL has prepared_statements=${said}: set it to off if a pooler mixes them up, or leave it out.`,
  )
}

/** The address without the password, for messages. */
const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : 'an address that is not a URL')

/** @returns which engine it is: found out once, at the start */
const check = async (db: Knex, host: string): Promise<Engine> => {
  const { version, hasGist, isCitus, isReadOnly } = await facts(db).catch((error: unknown) => {
    const reason =
      error instanceof Error ? error.message || ('code' in error ? error.code : error.name) : error
    throw new DatabaseFault(`The database server at ${host} (DATABASE_URL) cannot be used: ${reason}.`, {
      cause: error,
    })
  })
  if (version < 140_000) {
    throw new DatabaseFault(
      `The database server at ${host} (DATABASE_URL) is Postgres ${Math.floor(version / 10_000)}; 14 or later is needed.`,
    )
  }
  if (isReadOnly) {
    throw new DatabaseFault(
      `The database server at ${host} (DATABASE_URL) takes no writes, as a replica does: set DATABASE_URL to the server that does.`,
    )
  }
  if (!hasGist) {
    throw new DatabaseFault(
      `The database server at ${host} (DATABASE_URL) lacks the extension btree_gist, which keeps sessions from overlapping. It is part of Postgres' contrib package (postgresql-contrib).`,
    )
  }
  await ensureAppRole(db, APP_ROLE)
  return isCitus ? 'citus' : 'postgres'
}

type Facts = { version: number; hasGist: boolean; isCitus: boolean; isReadOnly: boolean }

const facts = async (db: Knex): Promise<Facts> => {
  const { rows } = await db.raw<{ rows: Facts[] }>(
    `select current_setting('server_version_num')::int as version,
       exists (select from pg_available_extensions where name = 'btree_gist') as "hasGist",
       exists (select from pg_extension where extname = 'citus') as "isCitus",
       current_setting('transaction_read_only')::boolean as "isReadOnly"`,
  )
  const [row] = rows
  if (!row) throw new DatabaseFault('The database server gave an empty answer.')
  return row
}
