import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { actor } from '../../support/actor.ts'
import { journey } from '../../support/app.ts'
import { ownDatabase } from '../../support/own-database.ts'
import { debianPrograms, debianServer } from '../../support/server.ts'
import { forgets, tracesGo, typeEverything } from '../../support/typed.ts'
import { wordsIn } from '../../support/words-in.ts'

const start = debianServer()
const programs = debianPrograms()

/** All of it, as an operator backs it up. */
const dumpOf = async (url: string): Promise<Buffer> => {
  const { stdout } = await promisify(execFile)(`${programs}/pg_dump`, ['--dbname', url], {
    encoding: 'buffer',
    maxBuffer: 2 ** 28,
  })
  return stdout
}

// npm's Postgres comes without pg_dump.
it.skipIf(!start || !programs)(
  'a dump of the database holds neither id, nor name, nor any typed word of a forgotten member',
  { timeout: 300_000 },
  async () => {
    const server = await start?.()
    if (!server) throw new Error('no server')
    onTestFinished(server.stop)
    const database = await ownDatabase(4, async () => server)
    onTestFinished(database.close)
    const j = await journey({ database })
    const words = await typeEverything(j, database)
    expect(wordsIn(await dumpOf(database.url), words)).toEqual(words)
    await forgets(actor(j, 'chandra'))
    await tracesGo(j)
    const dump = await dumpOf(database.url)
    expect(wordsIn(dump, words)).toEqual([])
    // The others' are still there, and read as before.
    expect(wordsIn(dump, ['U0DANA0001', 'On Tuesday?'])).toHaveLength(2)
  },
)
