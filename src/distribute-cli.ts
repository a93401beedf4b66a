import { settings } from '../knexfile.ts'
import { runCommand, UsageFault } from './cli.ts'
import { distribute } from './store/distribute.ts'
import { openDatabase } from './store/sql/database.ts'

const USAGE = `Usage:
  npm run distribute   spreads the tables over the nodes of the Citus coordinator of DATABASE_URL (docs/scaling.md)
In a production install write "node dist/distribute-cli.js".
`

const run = async (): Promise<string> => {
  if (process.argv.length > 2) throw new UsageFault(USAGE)
  const database = await openDatabase(settings, { poolSize: 1 })
  try {
    const tables = await distribute(database.knex)
    return tables.length === 0
      ? 'Every table is spread over the nodes already.'
      : `Spread over the nodes, each workspace on one of them: ${tables.join(', ')}. Start the app again.`
  } finally {
    await database.close()
  }
}

await runCommand(run)
