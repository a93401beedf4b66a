import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../../src/store/sql/database.ts'
import { migrator } from '../../src/store/sql/migrator.ts'
import { createDatabase, type FreshDatabase } from './fresh-database.ts'
import { partitionByWorkspace } from './partition.ts'
import { failureOf } from './prepared-database.ts'
import { anotherServer, postgresServer } from './server.ts'

/** Every table partitioned by hash of the workspace, for any tests that are run. */
const isPartitioned = process.env.PARTITIONED !== undefined

/** The workspaces of the tests spread over two servers. */
const isSpread = process.env.SERVERS === '2'

/** vitest's global set-up. On a server it makes a database for this run, and drops it at the end. */
export default async ({ provide }: TestProject): Promise<() => Promise<void> | void> =>
  process.env.DATABASE_URL !== undefined || isPartitioned || isSpread ? onServer(provide) : embedded(provide)

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const makeDump = fileURLToPath(new URL('make-dump.ts', import.meta.url))
const cache = path('../../node_modules/.cache/mentorship-bot')

/**
 * Made in a separate process, since it takes seconds and many runs never need a database, and kept for the next
 * run: its name is a digest of everything it is made from.
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
  for (const file of files) hash.update(basename(file)).update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

const onServer = async (provide: TestProject['provide']) => {
  const servers = [await postgresServer(), ...(isSpread ? [await anotherServer()] : [])]
  const made: FreshDatabase[] = []
  for (const { url } of servers) {
    const fresh = await createDatabase(url)
    made.push(fresh)
    const database = await openDatabase({ url: fresh.url, dataDir: '' })
    await migrator(database.knex).up()
    if (isPartitioned) await partitionByWorkspace(database.knex)
    await database.close()
  }
  const [first = '', ...others] = made.map(({ url }) => url)
  provide('database', { kind: 'server', urls: [first, ...others] })
  return async () => {
    for (const fresh of made) await fresh.drop()
    for (const server of servers) await server.stop()
  }
}
