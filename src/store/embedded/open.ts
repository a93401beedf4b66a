import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import knex from 'knex'
import type pg from 'pg'
import { APP_ROLE, ensureAppRole } from '../sql/app-role.ts'
import { driverSettings, knexSettings, withSession } from '../sql/knex-settings.ts'
import { startOnDisk } from './cluster.ts'
import { directoryFault } from './directory-fault.ts'
import { type DirectoryLock, lockDirectory } from './directory-lock.ts'
import { keepTidy, rewriteFiles } from './housekeeping.ts'
import { Wire } from './wire.ts'

/**
 * The embedded Postgres on a directory. Throws a `DatabaseFault` if another process uses the directory, or it cannot be
 * written to.
 */
export const openOnDisk = async (dataDir: string) => {
  let lock: DirectoryLock | undefined
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    lock = await lockDirectory(dataDir)
    return await openThrough(await startOnDisk(join(dataDir, 'postgres')), lock.release)
  } catch (error) {
    lock?.release()
    throw directoryFault(error, dataDir)
  }
}

/** A database over this PGlite; closing it ends the PGlite too. */
export const openThrough = async (pglite: PGlite, afterClose: () => void) => {
  let statements = 0
  const stream = () =>
    new Wire(pglite, () => {
      statements += 1
    })
  const db = knex({
    ...knexSettings,
    // Its time limits would end the only session.
    ...withSession({ limit: 0, prepares: true, engine: 'postgres' }),
    connection: () => ({
      user: 'postgres',
      database: 'postgres',
      password: '-',
      ssl: false,
      ...driverSettings,
      stream,
    }),
    // PGlite is one session: a second connection would send its statements into the first one's transaction.
    // A session that cannot begin never will, so there are no retries.
    pool: { min: 1, max: 1, afterCreate: freshSession, propagateCreateError: true },
  })
  await ensureAppRole(db, APP_ROLE)
  const housekeeping = keepTidy(db, () => statements)
  return {
    knex: db,
    kind: 'embedded' as const,
    rewrite: () => rewriteFiles(db),
    close: async () => {
      housekeeping.stop()
      await db.destroy()
      await pglite.close()
      afterClose()
    },
  }
}

/** The session outlives its connection: clears what a lost one left behind (a transaction, named statements). */
const freshSession = (client: pg.Client, done: (error: Error | null, client: pg.Client) => void) => {
  client
    .query('rollback')
    .then(() => client.query('discard all'))
    .then(
      () => done(null, client),
      (error: Error) => done(error, client),
    )
}
