import { type Database, openDatabase } from '../../src/store/sql/database.ts'
import { migrator } from '../../src/store/sql/migrator.ts'
import { createDatabase } from './fresh-database.ts'
import { postgresServer } from './server.ts'

/** Closing it drops the database. */
export type OwnDatabase = Database & { readonly url: string }

/** A migrated database for one test alone, through a pool of that size; by default on the tests' server. */
export const ownDatabase = async (poolSize: number, server = postgresServer): Promise<OwnDatabase> => {
  const { url, drop } = await createDatabase((await server()).url)
  const database = await openDatabase({ url, dataDir: '' }, { poolSize })
  await migrator(database.knex).up()
  return {
    ...database,
    url,
    close: async () => {
      await database.close()
      await drop()
    },
  }
}
