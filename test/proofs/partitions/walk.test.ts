import type { Knex } from 'knex'
import { afterAll, describe, expect, it } from 'vitest'
import { distribute } from '../../../src/store/distribute.ts'
import { openDatabase } from '../../../src/store/sql/database.ts'
import { migrator } from '../../../src/store/sql/migrator.ts'
import { journey } from '../../support/app.ts'
import { createDatabase } from '../../support/fresh-database.ts'
import { describeTables, partitionByWorkspace } from '../../support/partition.ts'
import { packagedServer } from '../../support/server.ts'
import { makeCoordinator } from '../../support/stub-coordinator.ts'
import { formFaults } from '../plans/statement-forms.ts'
import { type Picture, peopleOf, walk } from '../support/tour.ts'
import { mutableCalls } from './mutable-calls.ts'
import { reach, type Statement } from './reach.ts'

const opened: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of opened) await close()
})

let walked: Promise<Picture[]> | undefined
/** What everybody sees on the way, on a database that nobody changed. */
const asUsual = () => {
  walked ??= journey().then((usual) => walk(peopleOf(usual)))
  return walked
}

/** Walks through everything the app does on a database changed like that, and hears every statement. */
const walkOn = async (change: (url: string, knex: Knex) => Promise<unknown>) => {
  const fresh = await createDatabase((await packagedServer()).url)
  const before = await openDatabase({ url: fresh.url, dataDir: '' }, { poolSize: 2 })
  await migrator(before.knex).up()
  await change(fresh.url, before.knex)
  await before.close()
  const { knex, ...database } = await openDatabase({ url: fresh.url, dataDir: '' })
  opened.push(database.close, fresh.drop)
  const heard = new Map<string, Statement>()
  knex.on('query', ({ sql, bindings }: { sql: string; bindings?: readonly unknown[] }) => {
    heard.set(sql, { sql, values: bindings ?? [] })
  })
  const pictures = await walk(peopleOf(await journey({ database: { knex, ...database } })))
  knex.removeAllListeners('query')
  return { url: fresh.url, knex, pictures, heard }
}

describe('a walk through everything that the app does leaves the same pictures', { timeout: 0 }, () => {
  it('on tables in partitions, and each statement reaches into one only', async () => {
    const { url, pictures, heard } = await walkOn((_, knex) => partitionByWorkspace(knex))
    expect(pictures).toEqual(await asUsual())
    const { one, many } = await reach(url, heard.values())
    expect(one.length).toBeGreaterThan(40)
    expect(many).toEqual([])
    const forgetful = { sql: 'select * from requests where receiver_id = $1', values: ['U0ADA00001'] }
    expect((await reach(url, [forgetful])).many).toEqual([forgetful.sql])
  })

  it('on a Citus coordinator, in the forms that it hands to one node', async () => {
    const { knex, pictures, heard } = await walkOn(async (url, plain) => {
      await makeCoordinator(url)
      await distribute(plain)
    })
    await knex.raw('alter role mentorship_app nologin')
    expect(pictures).toEqual(await asUsual())
    const statements = [...heard.keys()].filter((sql) =>
      /^\s*(select|insert|update|delete|with)\b/i.test(sql),
    )
    expect(statements.length).toBeGreaterThan(100)
    const walled = new Set((await describeTables(knex)).map(({ name }) => name))
    walled.delete('installations')
    const faulty: unknown[] = []
    for (const sql of statements) {
      const faults = [...formFaults(sql, walled), ...(await mutableCalls(knex, sql))]
      if (faults.length > 0) faulty.push([faults.join(', '), sql.replace(/\s+/g, ' ').trim()])
    }
    expect(faulty).toEqual([])
    // What opens a transaction comes as text, one message each.
    const settings = [...heard.keys()].filter((sql) => /^set local/.test(sql))
    expect(settings.filter((sql) => sql.includes(';'))).toEqual([])
    expect(settings).toContainEqual(expect.stringMatching(/^set local mentorship\.workspaces to 'T\w+'$/))
    expect(settings).toContain('set local role mentorship_app')
  })

  it('finds statements in which a node may not call what they call', async () => {
    const { knex } = await openDatabase({ url: (await packagedServer()).url, dataDir: '' }, { poolSize: 1 })
    opened.push(() => knex.destroy())
    await knex.raw('create temporary table things (id text, at timestamptz, said json)')
    expect(await mutableCalls(knex, 'update things set id = id where at + $1::interval < now()')).toEqual([
      'timestamptz_pl_interval(timestamp with time zone,interval)',
    ])
    expect(
      await mutableCalls(knex, `update things set said = json_build_object('at', said ->> 'at')`),
    ).toEqual(['json_build_object("any")'])
    expect(await mutableCalls(knex, 'update things set at = $1 where id = $2 and at < now()')).toEqual([])
  })
})
