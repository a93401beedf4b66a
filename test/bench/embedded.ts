import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../src/store/sql/database.ts'
import { migrator } from '../../src/store/sql/migrator.ts'
import { type Size, seed } from './seed.ts'

/** A fully seeded embedded database, closed so that another process can open it. */
export const seededDirectory = async (size: Size): Promise<{ dataDir: string; remove(): void }> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'mentorship-bench-'))
  const remove = () => rmSync(dataDir, { recursive: true, force: true })
  process.once('exit', remove)
  const database = await openDatabase({ dataDir })
  await migrator(database.knex).up()
  await seed(database.knex, size)
  await database.close()
  return { dataDir, remove }
}
