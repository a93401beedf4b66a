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
  if (prepared.kind === 'server') {
    // With several, each test worker is a group of processes, with the workspaces of its tests on one of them.
    const { urls } = prepared
    const url = urls[Number(process.env.VITEST_POOL_ID ?? 0) % urls.length] ?? urls[0]
    return openDatabase({ url, dataDir: '' }, { poolSize: 8 })
  }
  return openInMemory(await loadDump(prepared.dump))
}
