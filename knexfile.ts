import type { Knex } from 'knex'
import { environment } from './src/app/config.ts'
import { type DatabaseSettings, openDatabase } from './src/store/sql/database.ts'
import { configOf } from './src/store/sql/insides.ts'
import { migrationSource } from './src/store/sql/migrator.ts'

const { DATABASE_URL, DATA_DIR } = environment()

/** Not the whole configuration: migrating needs no Slack. */
export const settings: DatabaseSettings = {
  url: DATABASE_URL?.trim() || undefined,
  dataDir: DATA_DIR?.trim() || '.data',
}

/**
 * For Knex on the command line: `NODE_OPTIONS='--import tsx' npx knex migrate:list` (`migrate:make -x ts <verb>_<noun>`,
 * and so on), with the same database and names as `npm run migrate`.
 */
export default async (): Promise<Knex.Config> => {
  const { knex } = await openDatabase(settings)
  return { ...configOf(knex), migrations: { migrationSource: migrationSource() } }
}
