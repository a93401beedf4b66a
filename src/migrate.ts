import { parseArgs } from 'node:util'
import { settings } from '../knexfile.ts'
import { runCommand } from './cli.ts'
import { openDatabase } from './store/sql/database.ts'
import { migrator } from './store/sql/migrator.ts'

/** `npm run migrate` applies all missing migrations; `npm run migrate -- --down` reverts the latest. */
const run = async (): Promise<string> => {
  const { values } = parseArgs({ options: { down: { type: 'boolean', default: false } } })
  const database = await openDatabase(settings, { poolSize: 1 })
  try {
    const { up, down } = migrator(database.knex)
    if (values.down) {
      const name = await down()
      return name === undefined ? 'There is no migration to revert.' : `Reverted ${name}.`
    }
    const names = await up()
    return names.length === 0
      ? 'The database is up to date.'
      : names.map((name) => `Applied ${name}.`).join('\n')
  } finally {
    await database.close()
  }
}

await runCommand(run)
