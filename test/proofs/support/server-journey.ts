import { onTestFinished } from 'vitest'
import { openDatabase } from '../../../src/store/sql/database.ts'
import { type Journey, journey } from '../../support/app.ts'
import { createDatabase } from '../../support/fresh-database.ts'
import { postgresServer } from '../../support/server.ts'

/** A journey on its own database on a server, which other processes can share. */
export const serverJourney = async (): Promise<{ journey: Journey; databaseUrl: string }> => {
  const fresh = await createDatabase((await postgresServer()).url)
  const database = await openDatabase({ url: fresh.url, dataDir: '' })
  // Clean-ups run in reverse order: this one, registered first, runs after the journey's own.
  onTestFinished(async () => {
    await database.close()
    await fresh.drop()
  })
  return { journey: await journey({ database }), databaseUrl: fresh.url }
}
