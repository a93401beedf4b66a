import { parseArgs } from 'node:util'
import { settings } from '../knexfile.ts'
import { openDatabase } from './store/sql/database.ts'
import { DatabaseFault } from './store/sql/database-fault.ts'
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

/** EX_UNAVAILABLE, EX_USAGE and EX_SOFTWARE of sysexits(3). */
const exitCodeOf = (error: unknown) => {
  if (error instanceof DatabaseFault) return 69
  return error instanceof TypeError && 'code' in error ? 64 : 70
}

try {
  process.stdout.write(`${await run()}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = exitCodeOf(error)
}
