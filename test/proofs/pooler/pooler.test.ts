import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { workspaceId } from '../../../src/domain/ids.ts'
import { openDatabase } from '../../../src/store/sql/database.ts'
import { migrator } from '../../../src/store/sql/migrator.ts'
import { inWorkspace } from '../../../src/store/sql/transaction.ts'
import { saveWorkspace } from '../../../src/store/workspaces.ts'
import { journey } from '../../support/app.ts'
import { createDatabase } from '../../support/fresh-database.ts'
import { postgresServer } from '../../support/server.ts'
import { MONDAY_10_UTC } from '../../support/world.ts'
import { countsStatements, hasPooler, startPooler } from '../support/pooler.ts'
import { peopleOf, walk } from '../support/tour.ts'

const counts = hasPooler && countsStatements()

/** As docs/operating.md describes it. */
describe.skipIf(!hasPooler)('behind PgBouncer in transaction mode', () => {
  let serverUrl: string
  beforeAll(async () => {
    serverUrl = (await postgresServer()).url
  })

  /** An empty database behind a pooler that shares this many connections. */
  const pooled = async (connections: number) => {
    const fresh = await createDatabase(serverUrl)
    onTestFinished(fresh.drop)
    const pooler = await startPooler(serverUrl, connections)
    onTestFinished(pooler.stop)
    const name = new URL(fresh.url).pathname.slice(1)
    return async (said: 'on' | 'off', poolSize: number) => {
      const database = await openDatabase({ url: pooler.url(name, said), dataDir: '' }, { poolSize })
      onTestFinished(() => database.close())
      return database
    }
  }

  it.each(counts ? (['on', 'off'] as const) : (['off'] as const))(
    'a walk through everything the app does leaves the same pictures (prepared statements: %s)',
    async (said) => {
      const usual = await walk(peopleOf(await journey()))
      const open = await pooled(3)
      const database = await open(said, 8)
      await migrator(database.knex).up()
      expect(await walk(peopleOf(await journey({ database })))).toEqual(usual)
    },
    120_000,
  )

  it('processes that share a connection leave nothing behind in it for each other', async () => {
    const open = await pooled(1)
    const [one, other] = [await open('off', 4), await open('off', 4)]
    await migrator(one.knex).up()
    const acts = Array.from({ length: 40 }, (_, n) =>
      inWorkspace((n % 2 ? one : other).knex)(workspaceId(`T${n}`), async (tx) => {
        await saveWorkspace(tx, `W${n}`, MONDAY_10_UTC)
        const [row] = await tx.rows(
          `select current_user as role, current_setting('mentorship.workspaces') as walls,
            current_setting('statement_timeout') as timeout, current_setting('jit') as jit`,
        )
        return row
      }),
    )
    const seen = (n: number) => ({ role: 'mentorship_app', walls: `T${n}`, timeout: '10s', jit: 'off' })
    expect(await Promise.all(acts)).toEqual(acts.map((_, n) => seen(n)))
    const { rows } = await one.knex.raw(
      `select current_setting('mentorship.workspaces', true) as walls, current_setting('statement_timeout') as timeout`,
    )
    expect(rows).toEqual([{ walls: '', timeout: '0' }])
  }, 60_000)

  it.skipIf(counts)(
    'a pooler that cannot track prepared statements is named, with what to do about it',
    async () => {
      const open = await pooled(1)
      const [one, other] = [await open('on', 1), await open('on', 1)]
      await migrator(one.knex).up()
      const save = ({ knex }: typeof one) =>
        inWorkspace(knex)(workspaceId('T'), (tx) => saveWorkspace(tx, 'W', MONDAY_10_UTC))
      await save(one)
      await expect(save(other)).rejects.toThrow(
        'The pooler in front of the database mixes up prepared statements: append ?prepared_statements=off to DATABASE_URL',
      )
    },
    60_000,
  )
})
