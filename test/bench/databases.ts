import type { Knex } from 'knex'
import pg from 'pg'
import { openDatabase } from '../../src/store/sql/database.ts'
import { migrator } from '../../src/store/sql/migrator.ts'
import { createDatabase } from '../support/fresh-database.ts'
import { LISTS, WORKSPACES, workspaceName } from './dataset.ts'
import { type Size, seed, seedMembers } from './seed.ts'
import { seedMentors } from './seed-mentors.ts'

/** The bench's own database on a server, fully seeded. */
export type BenchDatabase = {
  knex: Knex
  url: string
  /** How many requests it holds. */
  size: number
  label: string
  /** Bypasses the app: sees all workspaces at once. */
  rows(sql: string): Promise<readonly Record<string, unknown>[]>
  close(): Promise<void>
}

export const seededDatabase = (serverUrl: string, label: string, size: Size): Promise<BenchDatabase> =>
  filledDatabase(serverUrl, label, size.requests, (knex) => seed(knex, size))

/** Holds one workspace with this many known members, and nothing else. */
export const databaseOfMembers = (serverUrl: string, members: number): Promise<BenchDatabase> =>
  filledDatabase(serverUrl, `${members} members`, 0, (knex) => seedMembers(knex, members))

/** Holds one workspace with this many listed mentors. */
export const databaseOfMentors = (serverUrl: string, mentors: number): Promise<BenchDatabase> =>
  filledDatabase(serverUrl, `${mentors} mentors`, 0, (knex) => seedMentors(knex, mentors))

const filledDatabase = async (
  serverUrl: string,
  label: string,
  requests: number,
  fill: (knex: Knex) => Promise<void>,
): Promise<BenchDatabase> => {
  const fresh = await createDatabase(serverUrl)
  const database = await openDatabase({ url: fresh.url, dataDir: '' })
  await migrator(database.knex).up()
  await fill(database.knex)
  const all = [...Array.from({ length: WORKSPACES }, (_, w) => workspaceName(w)), LISTS.workspace]
  const client = new pg.Client({
    connectionString: fresh.url,
    options: `-c mentorship.workspaces=${all.join(',')}`,
  })
  await client.connect()
  return {
    knex: database.knex,
    url: fresh.url,
    size: requests,
    label,
    rows: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
    close: async () => {
      await client.end()
      await database.close()
      await fresh.drop()
    },
  }
}
