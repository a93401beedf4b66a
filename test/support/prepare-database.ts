import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../../src/store/database.ts'
import { migrator } from '../../src/store/migrator.ts'
import { createDatabase } from './fresh-database.ts'
import { failureOf } from './prepared-database.ts'

/** vitest's global set-up. On a server: a database for this run, gone at its end. */
export default async ({ provide }: TestProject): Promise<() => Promise<void> | void> => {
  const url = process.env.DATABASE_URL
  return url ? onServer(url, provide) : embedded(provide)
}

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const makeDump = fileURLToPath(new URL('make-dump.ts', import.meta.url))
const cache = path('../../node_modules/.cache/mentorship-bot')

/**
 * Made in a process of its own, since it takes seconds and many runs never ask for a database, and kept for the next
 * run: its name is a digest of all that it is made from.
 */
const embedded = (provide: TestProject['provide']) => {
  const name = `migrated-${digestOfSources()}.tar`
  const dump = join(cache, name)
  provide('database', { kind: 'embedded', dump })
  if (existsSync(dump)) return () => {}
  mkdirSync(cache, { recursive: true })
  for (const old of readdirSync(cache)) if (!old.startsWith(name)) rmSync(join(cache, old), { force: true })
  rmSync(failureOf(dump), { force: true })
  const child = spawn(process.execPath, ['--import', 'tsx', makeDump, dump], { stdio: 'inherit' })
  return () => {
    child.kill()
  }
}

const digestOfSources = () => {
  const migrations = path('../../migrations')
  const files = [
    path('../../node_modules/@electric-sql/pglite/package.json'),
    path('../../src/store/embedded/cluster.ts'),
    ...readdirSync(migrations)
      .sort()
      .map((file) => join(migrations, file)),
  ]
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

const onServer = async (url: string, provide: TestProject['provide']) => {
  const fresh = await createDatabase(url)
  const database = await openDatabase({ url: fresh.url, dataDir: '' })
  await migrator(database.knex).up()
  await database.close()
  provide('database', { kind: 'server', url: fresh.url })
  return fresh.drop
}
