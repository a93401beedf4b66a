import { rename, rm, writeFile } from 'node:fs/promises'
import { migrator } from '../../src/store/sql/migrator.ts'
import { openInMemory } from './in-memory.ts'
import { failureOf } from './prepared-database.ts'

/** Run by the set-up: leaves the dump of a migrated database at the path, or the reason for having none. */
const makeDump = async (path: string) => {
  const database = await openInMemory()
  await migrator(database.knex).up()
  const dump = await database.dump()
  await database.close()
  const part = `${path}.${process.pid}`
  await writeFile(part, new Uint8Array(await dump.arrayBuffer()))
  await rename(part, path)
}

const [path] = process.argv.slice(2)
if (path === undefined) throw new Error('usage: make-dump.ts <path>')
await rm(failureOf(path), { force: true })
await makeDump(path).catch((error: unknown) =>
  writeFile(failureOf(path), error instanceof Error ? (error.stack ?? error.message) : String(error)),
)
