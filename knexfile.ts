import type { Knex } from 'knex'
import { type DatabaseSettings, openDatabase } from './src/store/database.ts'
import { migrationSource } from './src/store/migrator.ts'

export const settings: DatabaseSettings = {
  url: process.env.DATABASE_URL || undefined,
  dataDir: process.env.DATA_DIR || '.data',
}

/**
 * For knex on the command line: `NODE_OPTIONS='--import tsx' npx knex migrate:list` (`migrate:make -x ts <verb>_<noun>`,
 * and so on), on the same database and with the same names as `npm run migrate`.
 */
export default async (): Promise<Knex.Config> => {
  const { knex } = await openDatabase(settings)
  return { ...knex.client.config, migrations: { migrationSource: migrationSource() } }
}
