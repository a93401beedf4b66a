import { onTestFinished } from 'vitest'
import { openDatabase } from '../../../src/store/sql/database.ts'
import { type Journey, journey } from '../../support/app.ts'
import { createDatabase } from '../../support/fresh-database.ts'
import { postgresServer } from '../../support/server.ts'

/** A journey on a server's database of its own, which other processes can share. */
export const serverJourney = async (): Promise<{ journey: Journey; databaseUrl: string }> => {
  const fresh = await createDatabase((await postgresServer()).url)
  const database = await openDatabase({ url: fresh.url, dataDir: '' })
  // Before the journey's own end, which comes first: what was registered last.
  onTestFinished(async () => {
    await database.close()
    await fresh.drop()
  })
  return { journey: await journey({ database }), databaseUrl: fresh.url }
}
