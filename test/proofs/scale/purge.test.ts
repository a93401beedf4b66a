import { expect, it, onTestFinished } from 'vitest'
import { workspaceId } from '../../../src/domain/ids.ts'
import { forgetInSteps, WORKSPACE_TABLES } from '../../../src/store/forget-workspace.ts'
import { type InWorkspace, inWorkspace } from '../../../src/store/sql/transaction.ts'
import { asUsual } from '../../support/as-usual.ts'
import { ownDatabase } from '../../support/own-database.ts'
import { account, worldOn } from '../../support/world.ts'
import { wrappedStore } from '../../support/wrapped-store.ts'

/** How many rows the leaving workspace has. */
const ROWS = Number(process.env.PURGE_ROWS ?? 6_000)
const MOST_AT_ONCE = 100
/** How many of them change, and so are somewhere else, between being found and being deleted. */
const CHANGED = 3 * MOST_AT_ONCE
/** As many are found by one look. */
const FOUND_AT_ONCE = 20_000

it(`${ROWS.toLocaleString('en')} rows of a workspace go in steps of one statement and ${MOST_AT_ONCE} rows, each with a rest behind it, between which another acts`, {
  timeout: 600_000,
}, async () => {
  const database = await ownDatabase(8)
  onTestFinished(() => database.close())
  const { knex } = database
  const people = ['UANNA', 'UBEN', 'UCLEO'].map((id) => account(id))
  const [leaving, staying] = [await worldOn(knex, people), await worldOn(knex, people)]
  const each = Math.ceil(ROWS / 3)
  await knex.raw(
    /* sql */ `insert into deliveries (workspace_id, id, lane, notice, order_key, created_at, run_at, settled_at, outcome)
      select ?, 'delivery ' || n, 'post', '{}', 'one', now(), now(), now(), 'sent' from generate_series(1, ${each}) n`,
    [leaving.workspace],
  )
  await knex.raw(
    /* sql */ `insert into receipts (workspace_id, key, received_at) select ?, 'receipt ' || n, now() from generate_series(1, ${each}) n`,
    [leaving.workspace],
  )
  await knex.raw(
    /* sql */ `insert into members (workspace_id, id, name, zone, fetched_at)
      select ?, 'U0' || n, 'Member ' || n, 'UTC', now() from generate_series(1, ${each + 2 * CHANGED}) n`,
    [leaving.workspace],
  )
  await knex.raw('analyze')

  let rests = 0
  const rest = async (ms: number) => {
    expect(ms).toBeGreaterThan(0)
    rests += 1
  }
  let changed = 0
  const change = async (places: readonly string[]) => {
    if (changed > 0 || places.length === FOUND_AT_ONCE) return
    const { rowCount } = await knex.raw(
      `update members set title = 'changed' where workspace_id = ? and ctid = any(cast(cast(? as text[]) as tid[]))`,
      [leaving.workspace, places.slice(0, CHANGED)],
    )
    changed = Number(rowCount)
  }
  const left = async () => {
    const counts = await Promise.all(
      WORKSPACE_TABLES.map((table) => knex(table).where('workspace_id', leaving.workspace).count()),
    )
    return counts.reduce((sum, [row]) => sum + Number(row?.count), 0)
  }
  let lastStep: number | undefined
  const steps: { statements: number; rows: number; places: number }[] = []
  const real = inWorkspace(knex)
  let acts = 0
  const stepping: InWorkspace = async (workspace, work) => {
    const step = { statements: 0, rows: 0, places: 0 }
    const counted = wrappedStore(real, (rows) => async (sql, bindings) => {
      if (sql.includes('delete from workspaces')) lastStep = await left()
      const answer = await rows(sql, bindings)
      step.statements += 1
      // What a look finds is not changed yet.
      if (sql.trim().startsWith('delete')) step.rows += answer.length
      else if (sql.includes('from members')) await change(answer.map(({ place }) => String(place)))
      if (Array.isArray(bindings?.places)) step.places = bindings.places.length
      return answer
    })
    const done = await counted(workspace, work)
    steps.push(step)
    if (steps.length % 20 === 1) {
      const sent = await staying.services.send({
        ...{
          workspace: staying.workspace,
          actor: people[0]?.id ?? asUsual,
          kind: 'offer',
          to: people[1]?.id,
        },
        ...{ message: '', contextUrl: null, intent: staying.intent(), answers: null, others: true },
      } as Parameters<typeof staying.services.send>[0])
      expect(sent.outcome).not.toBe('refused')
      acts += 1
    }
    return done
  }
  await forgetInSteps(stepping, leaving.workspace, null, rest)

  expect(acts).toBeGreaterThan(0)
  expect(Math.max(...steps.map(({ statements }) => statements))).toBe(1)
  expect(Math.max(...steps.map(({ rows }) => rows))).toBe(MOST_AT_ONCE)
  expect(rests).toBe(steps.filter(({ places }) => places === MOST_AT_ONCE).length)
  // What changed meanwhile went in steps too, and nothing was left to go with the workspace itself.
  expect([changed, lastStep]).toEqual([CHANGED, 0])
  expect(steps.reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThanOrEqual(ROWS)
  for (const table of [...WORKSPACE_TABLES, 'workspaces']) {
    expect([table, await knex(table).where('workspace_id', leaving.workspace).limit(1)]).toEqual([table, []])
  }
  expect(await knex('requests').where('workspace_id', workspaceId(staying.workspace))).toHaveLength(acts)
})
