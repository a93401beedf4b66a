import type { Knex } from 'knex'
import { openServer } from './server.ts'

export type DatabaseSettings = {
  /** A Postgres server (14 or later); unset: the embedded one. */
  readonly url?: string | undefined
  /** Where the embedded one lives. */
  readonly dataDir: string
}

export type Database = {
  readonly knex: Knex
  readonly kind: 'embedded' | 'server'
  /** Waits for what is running, then gives everything back. */
  close(): Promise<void>
}

/**
 * The one way to a database. Starting an embedded one takes seconds the first time; where there is a server, none of it
 * is loaded. Throws a `DatabaseFault`, whose message is for the person who starts the app, where there is none to be had.
 */
export const openDatabase = async (
  { url, dataDir }: DatabaseSettings,
  { poolSize = 10 }: { poolSize?: number } = {},
): Promise<Database> => {
  if (url !== undefined) return openServer(url, poolSize)
  const { openOnDisk } = await import('../embedded/open.ts')
  return openOnDisk(dataDir)
}
