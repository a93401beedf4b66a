import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../../src/store/sql/database.ts'
import { migrator } from '../../../src/store/sql/migrator.ts'
import { actor } from '../../support/actor.ts'
import { journey } from '../../support/app.ts'
import { forgets, tracesGo, typeEverything } from '../../support/typed.ts'
import { wordsIn } from '../../support/words-in.ts'

/** Which of the words stand in which files below the directory. */
const foundBelow = (directory: string, words: readonly string[]): (readonly [string, readonly string[]])[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(directory.length), wordsIn(readFileSync(path), words)] as const)
    .filter(([, found]) => found.length > 0)

it('the files of the embedded database hold neither id, nor name, nor any typed word of a forgotten member', {
  timeout: 300_000,
}, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'mentorship-forgotten-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const database = await openDatabase({ dataDir })
  onTestFinished(database.close)
  await migrator(database.knex).up()
  const j = await journey({ database })
  const words = await typeEverything(j, database)
  await database.knex.raw('checkpoint')
  const before = new Set(foundBelow(dataDir, words).flatMap(([, found]) => found))
  expect([...words].filter((word) => !before.has(word))).toEqual([])
  await forgets(actor(j, 'chandra'))
  await tracesGo(j)
  expect(foundBelow(dataDir, words)).toEqual([])
  expect(foundBelow(dataDir, ['U0DANA0001'])).not.toEqual([])
})
