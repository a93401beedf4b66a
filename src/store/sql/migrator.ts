import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Knex } from 'knex'
import { distributeTables, isDistributed } from './distribution.ts'

/** `npm run build` puts all of `src/` at the top of `dist/`, and the migrations into a folder there. */
const isBuilt = import.meta.url.endsWith('.js')
const ours = fileURLToPath(new URL(isBuilt ? './migrations' : '../../../migrations', import.meta.url))

/** `<timestamp>_<verb>_<noun>.ts`; the database records the name without its extension. */
const fileName = /^(?<name>\d{14}_[a-z0-9_]+)\.[cm]?[jt]s$/

/**
 * Knex's own source records the extension too, and so takes the .ts of development and the .js of a build for two
 * migrations.
 */
export const migrationSource = (directory = ours): Knex.MigrationSource<string> => ({
  getMigrations: async () =>
    (await readdir(directory)).flatMap((file) => fileName.exec(file)?.groups?.name ?? []).sort(),
  getMigrationName: (name) => name,
  getMigration: async (name) => {
    const file = (await readdir(directory)).find(
      (candidate) => fileName.exec(candidate)?.groups?.name === name,
    )
    if (file === undefined) throw new Error(`there is no migration ${name} in ${directory}`)
    return import(pathToFileURL(join(directory, file)).href)
  },
})

type MigrationStatus = {
  /** No migration is missing. A database that a newer instance has migrated further is current too. */
  readonly current: boolean
  readonly pending: readonly string[]
}

export type Migrator = {
  /** Applies all missing migrations, or none on failure. Several instances may call it at once. @returns their names */
  up(): Promise<readonly string[]>
  /** Reverts the latest one. @returns its name, or undefined if there is none */
  down(): Promise<string | undefined>
  status(): Promise<MigrationStatus>
  /** The names of those that ran, in order. */
  applied(): Promise<readonly string[]>
}

export const migrator = (knex: Knex, directory?: string): Migrator => {
  const source = migrationSource(directory)
  const config: Knex.MigratorConfig = { migrationSource: source, disableMigrationsListValidation: true }
  const status = async () => {
    const applied = new Set(await appliedNames(knex))
    const pending = (await source.getMigrations([])).filter((name) => !applied.has(name))
    return { current: pending.length === 0, pending }
  }
  return {
    up: async () => {
      if ((await status()).current) return []
      return alone(knex, async (trx) => {
        const [, names]: [number, string[]] = await trx.migrate.latest(config)
        if (await isDistributed(trx)) await distributeTables(trx)
        return names
      })
    },
    down: () =>
      alone(knex, async (trx) => {
        const [, names]: [number, string[]] = await trx.migrate.down(config)
        return names[0]
      }),
    status,
    applied: async () => (await appliedNames(knex)).sort(),
  }
}

/** Any number that nothing else in this database uses as a lock. */
const LOCK = 7_020_261_123

/**
 * Runs everything in one transaction, under a lock that ends with it. Knex's own lock is a row that a killed process
 * leaves behind for ever; inside this transaction it is set and cleared, so nobody ever sees it set.
 */
export const alone = <T>(knex: Knex, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> =>
  knex.transaction(
    async (trx) => {
      // Citus passes on only what comes in a message of its own. One shard after the other: then changes of tables may
      // follow changes of rows. Where there is no Citus, its setting means nothing.
      await trx.raw(`set local timezone = 'UTC'`)
      await trx.raw('set local statement_timeout = 0')
      await trx.raw('set local idle_in_transaction_session_timeout = 0')
      await trx.raw(`set local citus.multi_shard_modify_mode = 'sequential'`)
      await trx.raw('select pg_advisory_xact_lock(?)', [LOCK])
      return work(trx)
    },
    // An instance that waited for the lock must see what another did meanwhile.
    { isolationLevel: 'read committed' },
  )

const appliedNames = async (knex: Knex): Promise<string[]> =>
  (await knex.schema.hasTable('knex_migrations')) ? knex('knex_migrations').pluck('name') : []
