import { inject } from 'vitest'
import { type Database, openDatabase } from '../../src/store/sql/database.ts'
import { openInMemory } from './in-memory.ts'
import { loadDump, type PreparedDatabase } from './prepared-database.ts'

let opened: Promise<Database> | undefined

/**
 * A migrated database, shared by all files of this test worker, so tests keep to their own workspaces. Embedded and
 * in memory; or on the server of `DATABASE_URL` if one is given (in a database made for this run, shared by all
 * workers); with `PARTITIONED=1` on a server in any case, its tables in partitions (partition.ts).
 */
export const testDatabase = (): Promise<Database> => {
  opened ??= open(inject('database'))
  return opened
}

const open = async (prepared: PreparedDatabase): Promise<Database> => {
  if (prepared.kind === 'server') return openDatabase({ url: prepared.url, dataDir: '' }, { poolSize: 8 })
  return openInMemory(await loadDump(prepared.dump))
}
