import { inject } from 'vitest'
import { type Database, openDatabase } from '../../src/store/sql/database.ts'
import { openInMemory } from './in-memory.ts'
import { loadDump, type PreparedDatabase } from './prepared-database.ts'

let opened: Promise<Database> | undefined

/**
 * A migrated database, one for all files of this worker, so that tests keep to workspaces of their own. Embedded and
 * in memory; on the server of `DATABASE_URL` where one is given (in a database made for this run, shared by all
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
