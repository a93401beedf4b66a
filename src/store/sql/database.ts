import type { Knex } from 'knex'
import { openServer } from './server.ts'

export type DatabaseSettings = {
  /** A Postgres server (14 or later); unset: the embedded one. */
  readonly url?: string | undefined
  /** The embedded one's directory. */
  readonly dataDir: string
}

export type Database = {
  readonly knex: Knex
  readonly kind: 'embedded' | 'server'
  /** Rewrites the embedded database's files, so that nothing of a deleted row is left in them. */
  rewrite?(): Promise<void>
  /** Waits for running statements, then closes everything. */
  close(): Promise<void>
}

/**
 * The one way to open a database. The first start of an embedded one takes seconds; with a server, none of its code is
 * loaded. Throws a `DatabaseFault`, whose message is for the person who starts the app, if there is no usable database.
 */
export const openDatabase = async (
  { url, dataDir }: DatabaseSettings,
  { poolSize = 10 }: { poolSize?: number } = {},
): Promise<Database> => {
  if (url !== undefined) return openServer(url, poolSize)
  const { openOnDisk } = await import('../embedded/open.ts')
  return openOnDisk(dataDir)
}
