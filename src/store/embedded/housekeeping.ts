import type { Knex } from 'knex'

const LOOK_EVERY = 30_000
const LOOKS_AT_MOST = 20

/**
 * PGlite has neither autovacuum nor checkpointer, so dead rows and the write-ahead log would grow for ever. This does
 * both after half a minute without a statement, or else after ten busy minutes. Its statements wait for the connection
 * like any other, so they never run inside somebody's transaction.
 */
export const keepTidy = (knex: Knex, statements: () => number): { stop(): void } => {
  let tidiedAt = statements()
  let seen = tidiedAt
  let looks = 0
  let running = false

  const tidy = async () => {
    running = true
    try {
      await vacuum(knex)
      await knex.raw('checkpoint')
    } catch {
      // The connection stayed busy for too long, or the database is closing: the next round tries again.
      return
    } finally {
      running = false
    }
    tidiedAt = statements()
    looks = 0
  }

  const timer = setInterval(() => {
    const now = statements()
    const isQuiet = now === seen
    seen = now
    if (running || now === tidiedAt) return
    looks += 1
    if (isQuiet || looks >= LOOKS_AT_MOST) void tidy()
  }, LOOK_EVERY)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

/**
 * Rewrites every table, and the statistics, which quote values: a vacuum alone would leave deleted rows in the files until
 * others overwrite them. Then the write-ahead log begins a new segment, and the checkpoint removes those before it
 * (`wal_recycle=off`).
 */
export const rewriteFiles = async (knex: Knex): Promise<void> => {
  await vacuum(knex, 'full, analyze')
  await knex.raw('vacuum (full) pg_catalog.pg_statistic')
  await knex.raw('select pg_switch_wal()')
  await knex.raw('checkpoint')
}

/** Table by table, since each statement blocks the whole process. Of the catalogues, only statistics change much. */
const vacuum = async (knex: Knex, how = 'analyze') => {
  const { rows } = await knex.raw<{ rows: { name: string }[] }>(
    `select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
     union all select 'pg_catalog.pg_statistic'`,
  )
  for (const { name } of rows) await knex.raw(`vacuum (${how}) ${name}`)
}
